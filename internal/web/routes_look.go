package web

import "slices"

// lookRoutes are the pages people look at and work from: the day, the board, the
// timetable, projects and units.
func (s *Server) lookRoutes() []route {
	return slices.Concat(s.todayRoutes(), s.boardRoutes(), s.timetableRoutes(), s.projectRoutes(), s.unitRoutes(), s.thenRoutes())
}
