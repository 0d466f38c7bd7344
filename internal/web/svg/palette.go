// The colours of shared/ui.md, for drawings.

package svg

const (
	ink     = "#1B2433"
	ink2    = "#5A6577"
	line    = "#DDE2EA"
	line2   = "#C3CCD8"
	ground  = "#F5F7FA"
	paper   = "#FFFFFF"
	navy    = "#12355B"
	navyMid = "#4F7AA8"
	red     = "#B3181E"
)

// heat are five steps from little to much; 0 is nothing.
var heat = [6]string{"#F7F9FC", "#E9F0F8", "#CBDCEE", "#9DBDDF", "#5F8EBF", "#1F568F"}

// sides are five steps from far behind over level to far ahead.
var sides = [6]string{"#F7F9FC", "#EFC4B8", "#F9E6E0", "#F0F3F8", "#D9EAE0", "#ABD3BB"}
