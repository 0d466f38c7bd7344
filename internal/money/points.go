package money

// Points is a share or a difference of shares in hundredths of a percentage
// point: 62.14 % is 6214, a lead of 12.14 points is 1214.
type Points int64
