package web

import "guatu/internal/access"

// table is every page there is. A line is: method, path, handler, the right it
// needs (the use case asks again), whether it is open to those not signed in.
func (s *Server) table() []route {
	var all []route
	for _, part := range [][]route{s.doorRoutes(), s.visitRoutes(), s.registerRoutes(), s.lookRoutes(), s.chainRoutes(), s.batchRoutes(), s.tasksRoutes(), s.planRoutes(), s.materialsRoutes(), s.crossRoutes(), s.governedRoutes(), s.claimsAllRoutes(), s.goalRoutes(), s.indicatorRoutes(), s.publicationRoutes(), s.warningRoutes(), s.meetingRoutes(), s.assessmentRoutes(), s.schemeRoutes(), s.exchangeRoutes(), s.feedRoutes(), s.deskRoutes(), s.projectApprovalRoutes()} {
		all = append(all, part...)
	}
	return all
}

// doorRoutes are the way in and out.
func (s *Server) doorRoutes() []route {
	return []route{
		{method: "GET", path: "/sign-in", handle: s.signInShow, open: true},
		{method: "POST", path: "/sign-in", handle: s.signIn, open: true},
		{method: "POST", path: "/sign-out", handle: s.signOut},
		{method: "POST", path: "/lang", handle: s.changeLang, open: true},
		{method: "GET", path: "/setup", handle: s.setupShow, open: true},
		{method: "POST", path: "/setup", handle: s.setup, open: true},
	}
}

var _ = access.ReadProjects
