package api

import (
	"guatu/internal/access"
	"guatu/internal/app"
)

// governedRows are governed dates and pauses: asking, answering, looking.
func governedRows(a *app.App) []operation {
	return []operation{
		{"GET /changes", "changes", access.ReadProjects, "节点调整：申请、批复、错过的时间、各单位合计", query(a.Changes)},
		{"POST /projects/{id}/changes", "change_ask", access.AskChange, "申请把已定的计划时间调整到另一天；提前的不需批准，当即生效", maker(a.ChangeAsk)},
		{"POST /changes/{change}/grant", "change_grant", access.GrantChange, "批准一件时间调整（可批较早的日期）", command(a.ChangeGrant)},
		{"POST /changes/{change}/refuse", "change_refuse", access.GrantChange, "不批准一件时间调整，写明理由", command(a.ChangeRefuse)},
		{"POST /changes/{change}/drop", "change_drop", access.AskChange, "撤回本单位的时间调整申请", command(a.ChangeDrop)},
		{"POST /changes/decide", "changes_decide", access.GrantChange, "一次批复多件时间调整，全部成功或全部不变", command(a.ChangesDecide)},
		{"GET /pauses", "pauses", access.ReadProjects, "暂停：待批、暂停中、将到期、已恢复", query(a.Pauses)},
		{"POST /projects/{id}/pauses", "pause_ask", access.AskPause, "申请暂停：事由、恢复条件、起止日", maker(a.PauseAsk)},
		{"POST /pauses/{pause}/grant", "pause_grant", access.GrantPause, "同意暂停或续期（可批较短的）", command(a.PauseGrant)},
		{"POST /pauses/{pause}/refuse", "pause_refuse", access.GrantPause, "不同意暂停或续期，写明理由", command(a.PauseRefuse)},
		{"POST /pauses/{pause}/renew", "pause_renew", access.AskPause, "暂停期内申请续期", command(a.PauseRenew)},
		{"POST /pauses/{pause}/resume", "pause_resume", access.AskPause, "提前恢复，不需批准", command(a.PauseResume)},
	}
}

func init() {
	for id, body := range map[string]string{
		"change_ask":     `{"node": "stage:started", "to": "2026-09", "reason": "land", "note": "省厅用地批复未下，已于3月受理"}`,
		"change_grant":   `{"to": "2026-08", "note": "八月底前开工"}`,
		"change_refuse":  `{"note": "用地已于4月批复，条件具备"}`,
		"change_drop":    `{"note": "已可按期开工"}`,
		"changes_decide": `{"changes": ["申请编号", "申请编号"], "verdict": "grant", "note": "攻坚办专题会〔2026〕5号"}`,
		"pause_ask":      `{"reason": "land", "conditions": "用地批复到位即恢复", "from": "2026-03-20", "until": "2026-06-19", "note": "县专题会议同意"}`,
		"pause_grant":    `{"note": "同意"}`,
		"pause_refuse":   `{"note": "不属于暂停事由，请抓紧施工"}`,
		"pause_renew":    `{"until": "2026-09-19", "note": "省厅批复预计八月"}`,
		"pause_resume":   `{"note": "批复已下，6月1日复工"}`,
	} {
		examples[id] = body
	}
}
