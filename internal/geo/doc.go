// Package geo holds places and areas: points with their datums, boxes, polygons,
// distances, and boundaries read from GeoJSON.
//
// Every Point inside the program is in CGCS2000, the datum of the state, which at
// the precision of a project's place is WGS-84. Maps of Chinese providers give
// shifted coordinates (GCJ-02: 高德, 腾讯; BD-09: 百度), some hundred metres off;
// they are brought to CGCS2000 when they come in and never kept.
//
// No boundary is embedded: real ones may only be shown with their 审图号, so an
// office imports its own file, or shows the schematic map.
package geo
