package web

// emptyPack is a pack to begin with: every key with what it is for, and one of each
// that runs.
const emptyPack = `name: （考核办法名称）
source: （文件名称、文号）
# unknown: 原文没有写明、这里自行处理的，一条一行
# unknown:
#   - 未填报如何处理未写明：单独列出，不排名

# 分组：同组相比。不写 groups 则各单位一起排名
groups: [县区, 园区]

# 数据：名称: 类型（number 数、text 文字、bool 是否、date 日期、[词, 词] 只能填这几个词）
# 名称与指标相同的数，自动取该指标的本期值；其余在下面“数据来源”里指定，或人工填报
data:
  年度投资完成率: number
  序时进度: number
  任务结果: [超额, 完成, 未完成]

# 中间结果，可以在下面的公式里用
figures:
  超序时: 年度投资完成率 − 序时进度

# 指标：名称: 公式；或 {formula: 公式, weight: 权重, cap: 最高分, floor: 最低分, missing: zero}
indicators:
  投资完成: {formula: 年度投资完成率 ÷ 序时进度, weight: 60, cap: 60}
  任务完成: {formula: '如果(任务结果 = "超额", 40, 任务结果 = "完成", 30, 0)'}

# 榜单：top 取前几名，bottom 取后几名，when 同时要满足的条件
lists:
  red:
    top: {县区: 2, 园区: 1}
    when: 任务结果 = "超额"
  black:
    bottom: {县区: 2, 园区: 1}
    when: 任务结果 = "未完成"

# 灯：从上往下，先符合的先亮
grades:
  进度灯:
    - red: 超序时 < -20
    - yellow: 超序时 < 0
    - green: 其余
`
