package geo

// A Point is a place in CGCS2000 longitude and latitude, in degrees.
type Point struct {
	Lon float64 `json:"lon"`
	Lat float64 `json:"lat"`
}
