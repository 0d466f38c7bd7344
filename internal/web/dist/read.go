package dist

// Read gives a built file by its plain name, for what is served at an address of
// its own.
func Read(plain string) ([]byte, error) { return files.ReadFile(Name(plain)) }
