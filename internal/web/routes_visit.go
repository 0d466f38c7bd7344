package web

import (
	"strings"

	"guatu/internal/access"
)

// visitRoutes are the pages of field visits. Those below /visit also work without
// network, and what their worker asks of the server stands beside them.
func (s *Server) visitRoutes() []route {
	const note = access.NoteVisit
	return []route{
		{method: "GET", path: "/visit", handle: s.visitRound, action: note},
		{method: "GET", path: "/visit/sw.js", handle: s.visitWorker, open: true, passive: true},
		{method: "GET", path: "/visit/offline", handle: s.visitOffline, open: true, passive: true},
		{method: "GET", path: "/visit/{project}", handle: s.visitForm, action: note},
		{method: "POST", path: "/visit/{project}", handle: s.visitNote, action: note},
		{method: "GET", path: "/visits", handle: s.siteVisits, action: access.ReadProjects},
		{method: "GET", path: "/projects/{id}/visits/{visit}", handle: s.siteVisit, action: access.ReadProjects},
	}
}

// visitURL is the address of a project's form.
func visitURL(project string) string { return "/visit/" + project }

// siteVisitURL is the address of a record.
func siteVisitURL(project, visit string) string {
	return strings.Join([]string{"/projects", project, "visits", visit}, "/")
}
