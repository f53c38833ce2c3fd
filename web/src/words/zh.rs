//! Simplified Chinese. "goroutine" stays as it is, as in Go's own Chinese documentation.

use gorolens_worker::report::{Certainty, Mark, Origin, Severity};
use gorolens_worker::wire::NoRaw;

use super::{Words, objects};
use crate::state::{Level, Tab};
use crate::view_model::numbers::{Units, grouped, minutes};
use crate::view_model::title::Doing;

pub(super) const WORDS: Words = Words {
    units: UNITS,

    privacy: "数据不会离开此页面",
    privacy_more: "转储只在这个浏览器标签页中读取。页面的内容安全策略 (CSP) 禁止它连接任何其他网站。",
    theme: "颜色",
    theme_system: "跟随系统",
    theme_light: "浅色",
    theme_dark: "深色",
    language: "English",
    other_lang: "en",
    copy: "复制",
    copied: "已复制",

    start_title: "这些 goroutine 都在等什么？",
    start_lead: "粘贴一份 goroutine 转储。Gorolens 会合并相同的调用栈，指出什么泄漏了或卡住了、原因、把握有多大，以及该改什么。",
    paste_label: "goroutine 转储",
    paste_placeholder: "goroutine 39381 [IO wait, 147 minutes]:\n\
                        internal/poll.runtime_pollWait(0x7fb1bd640f00, 0x72)\n\
                        \t/usr/local/go/src/runtime/netpoll.go:182 +0x56\n\
                        …",
    analyse: "分析",
    choose_file: "选择文件",
    try_example: "试试最初的案例",
    paste_hint: "也可以把文件拖到页面任意位置，或在任意位置按 Ctrl+V",
    drop_here: "松开即可分析",
    update_ready: "Gorolens 有新版本。加载时会关闭已打开的报告。",
    update_load: "加载新版本",
    share: "链接或 HTML",
    share_title: "分享这份报告",
    share_lead: "报告本身就在链接的 # 之后：不会发送给任何服务器，但拿到链接的人都能读到。以下内容会被去除：",
    share_parts: [
        "值：指针、崩溃信息、未能理解的行",
        "构建机器上的目录",
        "自己的模块和私有模块的名称",
        "标签的值",
        "Pod 和文件的名称",
    ],
    share_replaced: |n| match n {
        0 => "没有需要替换的内容".to_owned(),
        n => format!("替换了 {n} 处"),
    },
    share_too_long: "报告太长，放不进链接；请改为保存文档。",
    share_link: "复制链接",
    share_html: "保存为 HTML",
    capture_title: "如何获取转储",
    capture_lead: "任选一种。除 SIGQUIT 外，服务会继续运行。",
    capture_ways: &[
        (
            "服务已启用 net/http/pprof",
            "curl -s 'http://localhost:6060/debug/pprof/goroutine?debug=2' > goroutines.txt",
        ),
        (
            "从 Pod 中获取",
            "kubectl exec POD -- wget -qO- 'http://localhost:6060/debug/pprof/goroutine?debug=2' \
             > goroutines.txt",
        ),
        (
            "任意 Go 进程：把所有 goroutine 打印到标准错误，然后退出",
            "kill -QUIT PID",
        ),
    ],
    pasted_text: "粘贴的文本",

    reading: |name| format!("正在读取 {name}"),
    progress: |read, total| format!("{read} / {total}"),
    finishing: "正在分组并查找原因……",
    cancel: "取消",
    failed_title: "分析没有完成",
    failed_help: "什么都没有丢失：转储仍在原处。请重试；如果再次失败，转储中较小的一段往往同样能说明问题。",
    back_to_start: "回到开始",
    announce_ready: |findings| match findings {
        0 => "分析完成：没有发现问题。".to_owned(),
        n => format!("分析完成：{n} 项发现。"),
    },

    new_dump: "新的转储",
    inputs: "已打开的转储",
    close_input: |name| format!("关闭 {name}"),
    sections: "报告的各部分",
    section_groups: "分组",
    goroutines: |n| format!("{} 个 goroutine", grouped(n)),
    groups: |n| format!("{} 组", grouped(n)),
    dumps: |n| format!("{} 份转储", grouped(n)),
    in_dump: "见",
    by_dump: "每份转储中的 goroutine 数",
    go_version: |version| format!("Go {version}"),

    verdict: "结论",
    clean_title: "这份转储中没有发现泄漏",
    clean_lead: |goroutines, groups| {
        format!(
            "已读取 {} 个 goroutine（共 {} 组），没有规则在其中发现泄漏或卡住。",
            grouped(goroutines),
            grouped(groups)
        )
    },
    unexplained: "尚未解释",
    clean_limits_title: "一份转储看不出什么",
    clean_limits: &[
        "增长。缓慢的泄漏在数量不多时看起来与正常工作无异：十分钟后再取一份转储，比较下面的数量。",
        "不被 goroutine 占用的内存：缓存、map 和全局切片需要看堆内存剖析（heap profile）。",
        "不足一分钟的等待。Go 只打印分钟数，而且要等一次垃圾回收看到该 goroutine 在等待之后才打印。",
    ],
    notes_title: "值得知道",
    more_findings: |n| format!("另有 {n} 项发现"),
    show_findings: |n, all| format!("再显示 {} 项（共 {} 项）", grouped(n), grouped(all)),
    severity: |severity| match severity {
        Severity::Leak => "泄漏",
        Severity::Stuck => "卡住",
        Severity::Suspect => "可疑",
        Severity::Note => "提示",
    },
    certainty: |certainty| match certainty {
        Certainty::High => "把握大",
        Certainty::Medium => "把握中等",
        Certainty::Low => "把握小",
    },
    how_sure: "把握",
    certainty_means: |certainty| match certainty {
        Certainty::High => "大：这样的调用栈实际上只有一种原因。",
        Certainty::Medium => "中等：有一种最可能的原因，但这份转储也许不能排除下面列出的情况。",
        Certainty::Low => "小：调用栈只说明在等什么，不说明为什么。",
    },
    fact_objects: |kind, _| objects::chinese(kind).to_owned(),
    fact_goroutines: "个 goroutine",
    fact_share: |percent| format!("占全部的 {percent}"),
    fact_since: "最长等待",
    about: |time| format!("≈ {time}"),
    evidence: "依据",
    evidence_kind: |kind| match kind {
        "count" => "数量",
        "pairing" => "配对",
        "position" => "位置",
        "wait" => "时长",
        "absence" => "缺少什么",
        "pointer" => "地址",
        "cost" => "代价",
        "own-code" => "你的代码",
        "caveat" => "保留",
        _ => "事实",
    },
    seen_in: "见于",
    more_groups: |n, all| format!("再显示 {} 组（共 {} 组）", grouped(n), grouped(all)),
    show_group: |name| format!("显示组 {name}"),
    remedy: "该改什么",
    before: "修改前",
    after: "修改后",
    look_alikes: "会不会是别的原因？",
    capture_next: "为了确认，接下来获取",
    read_more: "延伸阅读",
    rule_name: "规则",
    link_finding: "指向此项发现的链接",

    states: "它们在等什么",
    other_states: "其他",
    waits_title: "等了多久",
    waits_none: "转储没有显示等待时间：这些 goroutine 都还没有被看到等待满一分钟。",
    waits_unknown: |n| format!("未画出：{} 个没有分钟数的 goroutine", grouped(n)),
    waits_short: "没有分钟数",
    as_table: "以表格显示",
    tabs: "分组的显示方式",
    tab: |tab| match tab {
        Tab::List => "分组",
        Tab::Stacks => "调用栈图",
        Tab::Starters => "由谁启动",
    },
    tab_starters: "由谁启动",
    starters_go: "go 语句及其启动的函数",
    picture_depth: "深度",
    picture_call: "调用",
    picture_share: "占比",
    ages: "何时开始",
    cost: "代价",
    ago: |minutes_ago| match minutes_ago {
        0 => "现在".to_owned(),
        n => format!("{}前", minutes(n, UNITS)),
    },

    icicle: "调用栈图",
    icicle_root_first: "调用者在上",
    icicle_leaf_first: "等待的调用在上",
    icicle_others: "其他",
    icicle_all: "显示全部",
    icicle_list: "列出这些分组",
    icicle_in: "放大",
    icicle_out: "缩小",
    icicle_strip: "图中可见的部分",
    icicle_hint: "点击调用可放大到该处；按住 Ctrl 或 ⌘ 滚动滚轮可缩放任意位置，随后可拖动。",
    groups_title: "相同调用栈的分组",
    filter_label: "筛选分组",
    filter_placeholder: "筛选：state:select -pkg:runtime",
    filter_help: "多个词之间是“并且”。键：state、wait、count、func、pkg、file、by、label、id、origin、is、triage。\
                  减号表示排除，引号把词连在一起，斜杠之间是正则表达式。",
    bad_regex: "筛选中的正则表达式不完整。",
    sort_label: "排序",
    sort_count: "数量",
    sort_wait: "最长等待",
    sort_name: "名称",
    level_label: "视为相同",
    level: |level| match level {
        Level::Lines => "行号相同",
        Level::Calls => "调用相同",
        Level::Function => "函数相同",
    },
    similar: |n| format!("{} 种调用栈", grouped(n)),
    members: "调用栈",
    triage: "你的判断",
    triage_none: "未标注",
    triage_mark: |mark| match mark {
        Mark::Normal => "正常",
        Mark::Suspect => "可疑",
        Mark::Reviewed => "已查看",
    },
    triage_note: "备注；会写进导出的报告",
    link_group: "指向此组的链接",
    fold: "折叠库函数帧",
    listed: |groups, goroutines| {
        format!(
            "{} 组，{} 个 goroutine",
            grouped(groups),
            grouped(goroutines)
        )
    },
    nothing_listed: "没有符合筛选条件的分组。",
    clear_filter: "清除筛选",
    benign_title: |groups, goroutines| {
        format!(
            "这里属于正常：{} 组，{} 个 goroutine",
            grouped(groups),
            grouped(goroutines)
        )
    },
    benign_why: "每个同类的健康程序都有它们。",
    benign_rule: |rule| format!("正常：{rule}"),
    show_more: |n| format!("再显示 {} 项", grouped(n)),
    doing: |doing| match doing {
        Doing::Reading => "读取中",
        Doing::Writing => "写入中",
        Doing::Accepting => "等待新连接",
        Doing::Dialling => "连接中",
        Doing::Nothing => "",
    },
    on_behalf_of: "为了",
    started_by: "启动者",
    waiting: |min, max| {
        if min == max {
            minutes(max, UNITS)
        } else {
            format!("{} – {}", minutes(min, UNITS), minutes(max, UNITS))
        }
    },
    stack: "调用栈",
    hidden_frames: |n| format!("显示其余 {} 帧", grouped(n)),
    created_by: "创建者",
    created_unknown: "转储没有说明是什么启动了这些 goroutine。",
    ancestors: "祖先",
    ancestry_of: |count, all| {
        format!(
            "{} 个 goroutine 中有 {} 个源自",
            grouped(all),
            grouped(count)
        )
    },
    labels: "标签",
    ids: "goroutine",
    goroutine_id: "goroutine",
    goroutine_state: "状态",
    goroutine_wait: "已等待",
    goroutine_creator: "启动它的 goroutine",
    goroutine_group: "分组",
    goroutine_title: |id| format!("goroutine {id}"),
    goroutine_gone: "这份转储中没有它：它已经结束，或者转储只是更大一份的一部分。",
    goroutines_shown: |from, to, total| {
        format!(
            "第 {}–{} 个，共 {} 个",
            grouped(from),
            grouped(to),
            grouped(total)
        )
    },
    page_before: "上一页",
    page_after: "下一页",
    arguments: "参数",
    pointer_shared: |n| format!("在目前看过的 {} 个 goroutine 中出现：点击标出", grouped(n)),
    started: |n| match n {
        0 => "这份转储中没有由它启动的 goroutine。".to_owned(),
        n => format!("它启动了 {} 个 goroutine", grouped(n)),
    },
    raw_text: "原文",
    no_raw: |why| match why {
        NoRaw::Profile => "剖析数据不含单个 goroutine 的文本。".to_owned(),
        NoRaw::Packed => "输入是压缩的，无法从中间显示原文。".to_owned(),
        NoRaw::Changed(why) => format!("无法重新读取输入：{why}"),
    },
    more_ids: |n| format!("还有 {} 个", grouped(n)),
    locked: |n| format!("{} 个锁定在线程上", grouped(n)),
    leaked: |n| format!("{} 个被 Go 自己标记为泄漏", grouped(n)),
    origin: |origin| match origin {
        Origin::Application => "你的代码",
        Origin::Dependency => "依赖",
        Origin::StandardLibrary => "标准库",
        Origin::Runtime => "Go 运行时",
    },
    origin_short: |origin| match origin {
        Origin::Application => "你的",
        Origin::Dependency => "依赖",
        Origin::StandardLibrary => "标准",
        Origin::Runtime => "运行时",
    },
    explained_by: "上面已解释",

    coverage: "读到了什么",
    coverage_all: |bytes| format!("全部 {bytes} 都已读懂。"),
    coverage_part: |understood, bytes, percent| {
        format!("{bytes} 中读懂了 {understood}（{percent}）。")
    },
    problems_title: |n| format!("有 {} 处被搁置", grouped(n as u64)),
    problem_kind: |kind| match kind {
        "skipped-text" => "不属于转储的文本",
        "bad-line" => "不符合任何规则的一行；其 goroutine 已保留",
        "missing-header" => "没有标题行，按其形式读取",
        "orphan-frames" => "前面没有 goroutine 标题的栈帧",
        "cut-goroutine" => "被截断的 goroutine；现有部分已保留",
        "bad-header" => "无法读取的 goroutine 标题",
        "long-line" => "过长的行",
        "too-many-frames" => "栈帧多于保留的上限",
        "too-many-dumps" => "转储多于分开保留的上限",
        "too-many-stacks" => "不同的调用栈多于保留的上限",
        "unsupported-format" => "尚不能读取的转储形式",
        "not-a-dump" => "这不是 goroutine 转储",
        "delta" => "计数是两份剖析之差，不是 goroutine 的数量",
        "too-large" => "超过解压上限的部分",
        "damaged" => "压缩数据已损坏",
        "more-problems" => "其余各处，只计数",
        _ => "未读懂",
    },
    line: |line, lines| {
        if lines > 1 {
            format!("第 {}–{} 行", grouped(line), grouped(line + lines - 1))
        } else {
            format!("第 {} 行", grouped(line))
        }
    },
    repairs_title: "已无损修复",
    repair: |kind, n| {
        let what = match kind {
            "carriage-return" => "带回车符的行尾已按行尾读取",
            "tab-replaced" => "变成空格或丢失的制表符已恢复",
            "indentation" => "已去掉 Go 不会打印的缩进",
            "log-prefix" => "已去掉日志前缀",
            "json-lines" => "已从 JSON 记录中取出各行",
            "escapes" => "被转义的换行和制表符已恢复",
            "partial-lines" => "被容器运行时切断的行已接上",
            "html" => "HTML 已还原为文本",
            "colours" => "已去掉终端颜色",
            "invisible" => "已去掉不可见字符",
            "typography" => "被排版替换的引号和连字符已还原",
            "markdown" => "被 Markdown 吃掉的接收者星号已补回",
            "joined-lines" => "连在一起的行已分开",
            "wrapped-lines" => "被终端折断的行已接上",
            "reversed-order" => "颠倒的行序已还原",
            "encoding" => "已读取 UTF-16 文本",
            "compressed" => "已解压",
            other => other,
        };
        match n {
            0 => format!("{what}。"),
            n => format!("{what}（{} 行）。", grouped(n)),
        }
    },

    no_goroutines_title: "这段文本中没有 goroutine",
    no_goroutines_lead: |bytes| format!("已查找全部 {bytes}。下面是其中的内容。"),
    looks_like_title: "goroutine 转储是这样的",
    looks_like: super::LOOKS_LIKE,

    export_title: "带走这份报告",
    export_markdown: "复制为 Markdown",
    export_json: "保存为 JSON",
    not_exported: "无法写出文档。相应的程序在首次使用时才加载；网络是否可用？",

    keys_title: "键盘",
    keys_open: "键盘快捷键",
    keys_close: "关闭",
    keys: &[
        ("/", "筛选分组"),
        ("j  k", "下一组、上一组"),
        ("Enter", "展开或收起该组"),
        ("v", "回到结论"),
        ("Esc", "离开或清空筛选"),
        ("← ↑ ↓ →", "在调用栈图中逐个移动；Enter 和 Esc 缩放"),
        ("+  −", "在调用栈图中放大、缩小"),
        ("t", "切换颜色"),
        ("?", "显示此表"),
    ],
};

const UNITS: Units = Units {
    day: "天",
    hour: "小时",
    minute: "分钟",
};
