package web

import "slices"

// claimsAllRoutes are the pages of recognition.
func (s *Server) claimsAllRoutes() []route {
	return slices.Concat(s.claimsRoutes(), s.claimsDeclareRoutes(), s.claimRoutes(), s.projectClaimRoutes())
}
