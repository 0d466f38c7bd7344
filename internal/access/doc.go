// Package access says who a person is, what they may do and what they may see:
// units, people, roles, one matrix of actions, and the data scope.
//
// Two questions are kept apart. Can (may this person do this at all) is answered
// by one matrix that is printed to docs/permissions.md and to the admin page.
// Scope (over which projects) is a value only this package can make; its zero
// value sees nothing, and no transaction opens without one.
package access
