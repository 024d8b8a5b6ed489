// Takes the place of Node's child_process in the bundle: commander loads it for sub-commands that are programs of their
// own, which xdmap has none of, and it costs a tenth of a check's time.
module.exports = {};
