package feed

// parseHeader reads the headers of our own exports.
func parseHeader(string) (Column, bool) { return Column{}, false }
