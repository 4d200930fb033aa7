package localpg

// ctype decides what is a letter and its capital. A Mac has no C.UTF-8.
const ctype = "en_US.UTF-8"
