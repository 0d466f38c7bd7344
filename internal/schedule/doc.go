// Package schedule keeps the dates of a project: milestones (节点) with their
// baseline, forecast and actual dates, what has slipped, and the templates by
// which a kind of project gets its milestones. It also plans: forward from a
// start, backward from a deadline (倒排工期), with the critical path (关键线路).
//
//	net := schedule.Network{Start: start, FinishBy: deadline, Activities: list}
//	res, err := net.Plan()
//
// # How days are counted
//
// Dates name whole days, and a finish is the last day worked: an activity of one
// working day that starts on Monday finishes on Monday. What follows it (FS, lag
// 0) starts on the next day that counts. So the finish is the one that guatu
// workday add gives for the finish before it and the duration.
//
//   - An activity in working_days begins and ends on working days. One in days
//     counts every day, weekends and holidays too.
//   - A lag counts in the unit of the activity that waits (the successor), unless
//     the link has a unit of its own: concrete hardens on Sundays too. A lag of n
//     leaves n days between, a negative one lets the two overlap by n days.
//   - An activity is not interrupted: what holds its finish (FF, SF) moves its
//     start as well.
//   - SF: the successor may finish on the day before the predecessor starts, at
//     the earliest.
//
// # Milestones
//
// An activity of 0 days is a milestone, on one day, worked or not. One that waits
// for a finish falls on the evening of its day, as its predecessor's finish does,
// and what follows it starts on the day after. One that waits for nothing, or
// only for starts, opens its day: what follows may start on the same day; in
// working_days it falls on a working day.
//
// # Progress
//
// A finished activity keeps its real dates in every pair of dates and has no
// floats. A started one keeps its start; what remains is done from today, or from
// its start where no today is given, and links no longer hold its start. Where
// remaining is not known it is the duration less the days gone, one at least.
// What has not started starts today at the earliest.
//
// # Floats
//
// Late dates run backward from the finish of the plan, so that a float says what
// may slip without moving it; latest dates run backward from the deadline and may
// lie before the start. Total float, free float (what may slip without moving any
// other activity) count in the activity's unit. Critical is what has no total
// float. Where both units meet, an activity in days can have float over a weekend
// and still lie on the critical path, which is the chain of activities that sets
// the finish, each the reason for the dates of the next.
package schedule
