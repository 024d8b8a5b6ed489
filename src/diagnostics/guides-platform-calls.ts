import type { Guide } from "./guide.js";

const network = "What fails is the network or a service, so no file is another after it.";
const credential = "What is wrong is in the environment, and no file is another after it.";

/** Guides to XM70…: calls to the platform. */
export const platformCallGuides: Readonly<Record<string, Guide>> = {
  XM7000: {
    todo: "Open the project in the Adobe Developer Console, and copy the client id and the secret of its OAuth server-to-server credential again.",
    noAfter: credential,
  },
  XM7001: {
    todo: "Make a new token, or leave `XDMAP_ACCESS_TOKEN` out and give the client secret. Check that `XDMAP_ORG` is the organization of the credential.",
    noAfter: credential,
  },
  XM7002: {
    todo: "Ask an administrator to add the permission that the message names, for the sandbox, to the role or product profile of the credential.",
    noAfter: "Permissions are given in Adobe's Admin Console or under Permissions of Experience Platform.",
  },
  XM7003: {
    todo: "Copy the variable that the message names again; the Adobe Developer Console shows both values.",
    noAfter: credential,
  },
  XM7004: {
    todo: "Give the sandbox by its name, which is in lower case; the list of sandboxes of Experience Platform shows it beside the title. Wait where it is being made or reset.",
    args: ["--sandbox", "dev"],
  },
  XM7005: { todo: "Plan again: what is gone is shown, and what would be made anew.", noAfter: network },
  XM7006: { todo: "Plan again, and look at what the other one changed.", noAfter: network },
  XM7007: { todo: "Correct what the service names, and plan again.", noAfter: "It depends on what the service names." },
  XM7008: { todo: "Report it, with the output of `--verbose`, in which secrets are replaced.", noAfter: network },
  XM7009: { todo: "Wait a minute, and run the command again.", noAfter: network },
  XM7010: {
    todo: "Plan the change as a replacement, or remove first what uses the object.",
    noAfter: "It depends on what the service names.",
  },
  XM7011: { todo: "Wait, and run the command again.", noAfter: network },
  XM7012: { todo: "Try again later.", noAfter: network },
  XM7013: { todo: "Check the network and the two addresses.", noAfter: network },
  XM7014: { todo: "Name the certificate of your network's proxy to Node.", noAfter: credential },
  XM7015: { todo: "Run the same command again: it looks first whether the change was made.", noAfter: network },
  XM7016: { todo: "Find out who answers, with `--verbose`.", noAfter: network },
  XM7017: { todo: "Run the command again.", noAfter: network },
  XM7018: { todo: "Let the machine take its time from a time server.", noAfter: "A clock is in no file." },
  XM7019: { todo: "Copy the value again, without a line end or a blank.", noAfter: credential },
  XM7020: { todo: "Check HTTPS_PROXY and NO_PROXY.", noAfter: credential },
};
