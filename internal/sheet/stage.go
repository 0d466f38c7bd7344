package sheet

// Stages in the words of an office: 在建, 设备安装, 一期投产, 已签约未开工.

import (
	_ "embed"
	"strings"

	"guatu/internal/lifecycle"
)

const (
	codeStagePartial  = "stage_partial"
	codeStageConflict = "stage_conflict"
	codeStageUnmapped = "stage_unmapped"
)

//go:embed stages.tsv
var stagesTSV string

// trial is the stage word of a plant that tries itself: it counts as started.
const trial lifecycle.Stage = "trial"

type stageWord struct {
	word  string
	stage lifecycle.Stage
}

var stageWords = parseStageWords(stagesTSV)

func parseStageWords(tsv string) []stageWord {
	var words []stageWord
	for line := range strings.Lines(tsv) {
		word, stage, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			words = append(words, stageWord{word, lifecycle.Stage(stage)})
		}
	}
	return words
}

// A stageReading is the stage a text states; partial where only a part of the
// project is that far: such a project stays started.
type stageReading struct {
	stage   lifecycle.Stage
	partial bool
	codes   codes
}

// readStage reads a cell of a stage column. Text without a known word is not
// mapped, and no stage is taken from elsewhere for it.
func readStage(text string) stageReading {
	s := fold(text)
	if isNothing(s) {
		return stageReading{}
	}
	var r stageReading
	for _, clause := range strings.FieldsFunc(s, isClauseEnd) {
		r.join(readClause(clause))
	}
	switch {
	case r.partial:
		r.stage = furthest(r.stage, lifecycle.Started)
		r.codes.add(codeStagePartial)
	case r.stage == "":
		r.codes.add(codeStageUnmapped)
	}
	return r
}

func isClauseEnd(r rune) bool { return strings.ContainsRune(",;、.:/+", r) }

func (r *stageReading) join(c stageReading) {
	r.stage = furthest(r.stage, c.stage)
	r.partial = r.partial || c.partial
}

// furthest gives the later of two stages; having left the chain beats all.
func furthest(a, b lifecycle.Stage) lifecycle.Stage {
	if b.Order() > a.Order() {
		return b
	}
	return a
}

// notYet in front of a stage word takes it back: 未开工, 拟竣工, 计划投产.
var notYet = []string{"未", "拟", "待", "计划", "准备", "即将", "预计", "尚未", "力争", "暂未", "未能", "不"}

// beforeStart are papers and conditions in whose names a later stage stands: who
// applies for a 施工许可 has not started.
var beforeStart = []string{"施工图", "施工许可", "施工证", "施工招标", "开工条件", "开工手续", "开工准备", "开工许可", "竣工图", "投产准备", "投产条件"}

// partWords are words for a part of a project; what they reached, the whole has not.
var partWords = []string{"部分", "首期", "局部", "个别"}

// components are parts of the works: their completion is a step of building.
var components = []string{"土建", "主体", "厂房", "桩基", "基础", "设备", "钢构", "钢结构", "装修", "管网", "配套", "办公楼", "宿舍", "车间"}

// readClause reads one clause of a stage text.
func readClause(s string) stageReading {
	stage := lifecycle.Stage("")
	for _, w := range beforeStart {
		s = strings.ReplaceAll(s, w, "")
	}
	for _, w := range stageWords {
		if i := strings.Index(s, w.word); i >= 0 && !negated(s[:i]) {
			stage = further(stage, w.stage)
		}
	}
	switch {
	case stage == trial:
		return stageReading{stage: lifecycle.Started, partial: true}
	case stage.Order() < lifecycle.Completed.Order() || stage == lifecycle.Exited:
		return stageReading{stage: stage}
	case aboutPart(s):
		return stageReading{stage: lifecycle.Started, partial: true}
	case stage == lifecycle.Completed && aboutComponent(s):
		return stageReading{stage: lifecycle.Started}
	}
	return stageReading{stage: stage}
}

// further is furthest with trial beyond everything but the exit: 试生产 holds 生产.
func further(a, b lifecycle.Stage) lifecycle.Stage {
	if a == trial || b == trial {
		return trial
	}
	return furthest(a, b)
}

func negated(before string) bool {
	before = strings.TrimSuffix(before, "新") // 计划新开工
	for _, w := range notYet {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// aboutPart finds 一期, 首期, 部分; 全期 and 全部 are the whole.
func aboutPart(s string) bool {
	if strings.Contains(s, "全部") || strings.Contains(s, "全面") || strings.Contains(s, "整体") {
		return phaseOf(s) != ""
	}
	for _, w := range partWords {
		if strings.Contains(s, w) {
			return true
		}
	}
	return phaseOf(s) != ""
}

func aboutComponent(s string) bool {
	for _, w := range components {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// phaseOf gives the phase that folded text names first: 一期, 2期, 首期.
func phaseOf(folded string) string {
	end := strings.Index(folded, "期")
	for end > 0 {
		start := end
		for _, r := range [...]string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "首"} {
			if strings.HasSuffix(folded[:end], r) {
				start = end - len(r)
			}
		}
		if start == end && isDigit(folded[end-1]) {
			start = end - 1
		}
		if start < end {
			return folded[start:end]
		}
		next := strings.Index(folded[end+len("期"):], "期")
		if next < 0 {
			return ""
		}
		end += len("期") + next
	}
	return ""
}

// partialIn reads a text on progress for a part of the project that is already
// producing: 一期建成投产，二期开工. A phase that is not this project's own says
// nothing about it: 丰远新材料二期 is not partly done because 一期已投产.
func partialIn(progress, name string) bool {
	own := phaseOf(fold(name))
	for _, clause := range strings.FieldsFunc(fold(progress), isClauseEnd) {
		r := readClause(clause)
		if r.partial && (own == "" || phaseOf(clause) == "" || phaseOf(clause) == own) && !plannedOnly(clause) {
			return true
		}
	}
	return false
}

func plannedOnly(clause string) bool {
	for _, w := range notYet {
		if strings.Contains(clause, w) && w != "不" {
			return true
		}
	}
	return false
}

// A stageSet is what a section's or a sheet's title says of the stage of its rows.
type stageSet struct {
	stages []lifecycle.Stage
}

// stagesOf reads a title: 四、签约及储备项目 is signed or lead.
func stagesOf(title string) stageSet {
	var set stageSet
	s := fold(title)
	for _, w := range stageWords {
		i := strings.Index(s, w.word)
		if i >= 0 && w.stage != trial && !negated(s[:i]) {
			set.stages = append(set.stages, w.stage)
		}
	}
	return set
}

// stage is the one stage to take for a row that states none: the furthest the
// title names, as for a cell (竣工投产 is producing); none if the title joins
// stages with 及, 和 or 、.
func (s stageSet) stage(title string) lifecycle.Stage {
	best := lifecycle.Stage("")
	title = withoutOrdinal(title)
	for _, stage := range s.stages {
		if best != "" && best != stage && strings.ContainsAny(title, "及和与、/") {
			return ""
		}
		best = furthest(best, stage)
	}
	return best
}

// conflicts tells that a row's stage is none of those its title names.
func (s stageSet) conflicts(stage lifecycle.Stage) bool {
	if len(s.stages) == 0 || stage == "" {
		return false
	}
	for _, have := range s.stages {
		if have == stage || have == lifecycle.Lead && stage == lifecycle.Filed || have == lifecycle.Producing && stage == lifecycle.AtCapacity {
			return false
		}
	}
	return true
}
