package app

import (
	"slices"

	"guatu/internal/signal"
	"guatu/internal/target"
)

// lightOf lights a standing by the office's own rules for progress: those that
// look at the lead in points or at the ratio to what is due, the first that holds.
// A target that is over and not reached, or a floor that is broken, is behind by
// itself; one without a value is not reported.
func lightOf(rules *signal.Rules, c *target.Clause, s *target.Standing) (signal.Light, *signal.Reason) {
	switch s.State {
	case target.Unknown:
		return signal.Unreported, nil
	case target.Missed:
		return signal.Behind, nil
	case target.Refill:
		return signal.Watch, nil
	case target.Lagging:
		return laggingLight(rules, c, s)
	}
	return signal.Normal, nil
}

// laggingLight asks the rules how far behind is too far. Where none is for such
// figures, behind what is due is to be watched.
func laggingLight(rules *signal.Rules, c *target.Clause, s *target.Standing) (signal.Light, *signal.Reason) {
	if !s.RateOK || c.Op == target.AtMost {
		return signal.Watch, nil
	}
	asked := false
	for _, rule := range rules.Rules {
		var value int64
		switch rule.Measure {
		case signal.LeadPoints:
			value = int64(s.Rate - s.DueOf)
		case signal.RatioToDue:
			if s.DueOf <= 0 {
				continue
			}
			value = int64(s.Rate) * 10000 / int64(s.DueOf)
		default:
			continue
		}
		asked = true
		if (rule.From == nil || value >= *rule.From) && (rule.To == nil || value <= *rule.To) {
			return rule.Light, &signal.Reason{Rule: rule.Code, Measure: rule.Measure, Light: rule.Light, Value: value, From: rule.From, To: rule.To, Rate: s.Rate, Due: s.DueOf, Source: rule.Source}
		}
	}
	if !asked {
		return signal.Watch, nil
	}
	return signal.Normal, nil
}

// worseLight is the more urgent of two; none is less than any.
func worseLight(a, b signal.Light) signal.Light {
	if a == "" || b != "" && slices.Index(signal.Lights, b) < slices.Index(signal.Lights, a) {
		return b
	}
	return a
}
