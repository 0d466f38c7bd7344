// How a notice of each kind looks and is announced.

package ui

// noticeClass is the class by kind; "" has none of its own.
func noticeClass(kind string) string {
	if kind == "" {
		return ""
	}
	return "notice-" + kind
}

// noticeIcon is the drawing by kind.
func noticeIcon(kind string) string {
	switch kind {
	case "done":
		return "done"
	case "warn", "bad":
		return "warn"
	}
	return "info"
}

// noticeRole makes a screen reader say a mistake at once and the rest in turn.
func noticeRole(kind string) string {
	if kind == "bad" {
		return "alert"
	}
	return "status"
}
