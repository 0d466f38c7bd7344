package web

import "slices"

// registerRoutes are the pages of the register, of imports and of keeping house.
func (s *Server) registerRoutes() []route {
	return slices.Concat(s.projectsRoutes(), s.projectSaveRoutes(), s.importRoutes(), s.unitSaveRoutes(), s.personSaveRoutes(), s.meRoutes(), s.rightsRoutes(), s.journalRoutes(), s.rulesRoutes(), s.calendarRoutes(), s.settingRoutes())
}
