#include "tests/widgets/common/fixedscheme.h"
#include "widgets/common/avatar.h"
#include "widgets/common/banner.h"
#include "widgets/common/channelnode.h"
#include "widgets/common/chip.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/hairlinesplitter.h"
#include "widgets/common/impactbadge.h"
#include "widgets/common/keycap.h"
#include "widgets/common/markdowneditor.h"
#include "widgets/common/markdownview.h"
#include "widgets/common/nextupdateclock.h"
#include "widgets/common/paint.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/common/statusdot.h"
#include "widgets/common/statustrack.h"
#include "widgets/common/tabular.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/common/timeaxis.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTranslator>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMenu>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTableWidget>

#include <cstdio>
#include <set>

// Every common widget on one sheet, in dark and light, at 100 and 150 %, in English and Japanese.
// `test_widgets_gallery FOLDER` writes the pictures; without a folder it only checks that each shows
// something.

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace matoi::widgets;
using matoi::domain::Impact;

namespace {

/// Japanese straight from the table in translations/parts, so that the sheet shows what the table says.
class TableTranslator final : public QTranslator
{
    Q_OBJECT

public:
    explicit TableTranslator(const QString& file)
    {
        QFile table(file);
        if (table.open(QIODevice::ReadOnly)) {
            for (const QString& line : QString::fromUtf8(table.readAll()).split(u'\n')) {
                const QStringList cells = line.split(u'\t');
                if (cells.size() >= 3) {
                    m_texts.insert(cells[0] + u'\t' + cells[1], cells[2]);
                }
            }
        }
    }

    bool isEmpty() const override { return m_texts.isEmpty(); }

    QString translate(const char* context, const char* source, const char* /*comment*/, int n) const override
    {
        const QString found = m_texts.value(QString::fromUtf8(context) + u'\t' + QString::fromUtf8(source));
        return n < 0 ? found : QString(found).replace(u"%n"_s, QString::number(n));
    }

private:
    QHash<QString, QString> m_texts;
};

QString say(const char16_t* english, const char16_t* japanese)
{
    return QString::fromUtf16(isJapanese() ? japanese : english);
}

/// Escalation lane with its stages, drawn on a TimeAxis as the Contacts screen does.
class LaneSample : public PaintedWidget
{
    Q_OBJECT

public:
    using PaintedWidget::PaintedWidget;
    QSize sizeHint() const override { return {theme().px(560), theme().px(90)}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        const auto start = matoi::domain::parseTime("2026-11-18T05:28:00Z").value();
        const TimeAxis axis(start, start + 20min, 16, width() - 16, QTimeZone("Asia/Tokyo"));
        painter.setFont(theme().font(TextStyle::Meta));
        for (const TimeAxis::Tick& tick : axis.ticks(theme().px(90))) {
            paintVerticalLine(painter, tick.x, theme().px(20), height(), theme().colour(Role::ChartGrid));
            painter.setPen(theme().colour(Role::TextTertiary));
            drawTabular(painter, QRectF(tick.x - 40, 0, 80, theme().px(18)), tick.label, Qt::AlignCenter);
        }
        paintHatch(painter, theme(), QRectF(axis.x(start + 15min), theme().px(24), 60, theme().px(60)));
        const qreal side = theme().px(24);
        const auto node = [&](std::chrono::minutes at, Channel channel, ChannelState state,
                              const QString& word) {
            const qreal x = axis.x(start + at);
            const qreal y = theme().px(40);
            paintChannelNode(painter, theme(), QRectF(x, y, side, side), channel, state);
            painter.setFont(theme().font(TextStyle::Meta));
            painter.setPen(theme().colour(channelTextRole(state)));
            drawTabular(painter, QRectF(x + side + theme().px(6), y, 200, side), word);
        };
        node(1min, Channel::Email, ChannelState::Sent, channelStateWord(ChannelState::Sent));
        node(4min, Channel::Sms, ChannelState::Acknowledged, u"SMS 3:26"_s);
        node(8min, Channel::Voice, ChannelState::Next, u"01:10"_s);
        node(11min, Channel::Chat, ChannelState::Planned, u"14:37:36"_s);
        paintVerticalLine(painter, axis.x(start + 7min), theme().px(20), height(),
                          theme().colour(Role::AccentText));
    }
};

QBoxLayout* row(QBoxLayout* into, Theme& theme, int gap = 10)
{
    auto* line = new QHBoxLayout;
    line->setContentsMargins(theme.px(16), 0, theme.px(16), 0);
    line->setSpacing(theme.px(gap));
    into->addLayout(line);
    return line;
}

void addHeader(Theme& theme, QBoxLayout* page)
{
    auto* top = row(page, theme, 14);
    auto* badge = new ImpactBadge(theme, ImpactBadge::Form::Word);
    badge->setImpact(Impact::Critical);
    top->addWidget(badge);
    top->addWidget(new ElidedLabel(theme, TextStyle::IncidentTitle, Role::TextPrimary,
                                   say(u"Checkout slow and failing: CPU saturation on web-prod",
                                       u"決済が遅い・失敗する：web-prodのCPU飽和")));
    top->addWidget(new TextLabel(theme, TextStyle::Body, Role::TextTertiary, u"INC-2041"_s));
    top->addStretch(1);
    auto* update = new NextUpdateClock(theme);
    update->setLeft(394s, 20min);
    top->addWidget(update, 0, Qt::AlignTop);
    auto* elapsed = new ElapsedClock(theme);
    elapsed->setProminent(false);
    elapsed->setElapsed(1752s);
    top->addWidget(elapsed, 0, Qt::AlignTop);
    page->addWidget(new Hairline(theme));

    using Progress = StatusTrack::Progress;
    auto* vitals = row(page, theme, 12);
    auto* track = new StatusTrack(theme);
    track->setSteps({{say(u"Open", u"未対応"), u"14:02"_s, Progress::Done},
                     {say(u"Acknowledged", u"確認応答済み"), u"14:05"_s, Progress::Done},
                     {say(u"Mitigating", u"緩和中"), say(u"now", u"現在"), Progress::Current},
                     {say(u"Resolved", u"解決済み"), {}, Progress::Coming}});
    vitals->addWidget(track);
    vitals->addStretch(1);
    vitals->addWidget(new Hairline(theme, Qt::Vertical));
    vitals->addWidget(
        new TextLabel(theme, TextStyle::Meta, Role::TextTertiary, say(u"Commander", u"指揮官")));
    vitals->addWidget(
        new TextLabel(theme, TextStyle::Strong, Role::TextPrimary, say(u"Misaki Sato", u"佐藤 美咲")));
    page->addWidget(new Hairline(theme));

    auto* tabs = new QTabBar;
    for (const QString& name : {say(u"Overview", u"全体"), say(u"Metrics 4", u"メトリクス 4"),
                                say(u"Timeline 19", u"タイムライン 19"),
                                say(u"Runbooks 3/5", u"ランブック 3/5"), say(u"Analysis", u"分析")}) {
        tabs->addTab(name);
    }
    row(page, theme)->addWidget(tabs, 1);
}

void addClocksAndBadges(Theme& theme, QBoxLayout* page)
{
    auto* line = row(page, theme, 12);
    for (int level = 1; level <= 5; ++level) {
        auto* square = new ImpactBadge(theme);
        square->setImpact(static_cast<Impact>(level));
        line->addWidget(square);
        auto* word = new ImpactBadge(theme, ImpactBadge::Form::Word);
        word->setImpact(static_cast<Impact>(level));
        line->addWidget(word);
    }
    auto* resolved = new ImpactBadge(theme);
    resolved->setImpact(Impact::High);
    resolved->setResolved(true);
    line->addWidget(resolved);
    line->addStretch(1);

    auto* clocks = row(page, theme, 24);
    using Left = std::optional<std::chrono::seconds>;
    for (const Left& left : {Left(394s), Left(134s), Left(-75s), Left()}) {
        auto* clock = new NextUpdateClock(theme);
        clock->setLeft(left, 20min);
        clocks->addWidget(clock);
    }
    for (const auto state :
         {ElapsedClock::State::Running, ElapsedClock::State::Stopped, ElapsedClock::State::Unknown}) {
        auto* clock = new ElapsedClock(theme);
        clock->setElapsed(1752s, state);
        clocks->addWidget(clock);
    }
    auto* left = new CountdownClock(theme);
    left->setLeft(130s);
    clocks->addWidget(left);
    auto* late = new CountdownClock(theme);
    late->setLeft(-130s);
    clocks->addWidget(late);
    clocks->addStretch(1);
}

void addButtons(Theme& theme, QBoxLayout* page)
{
    using Kind = CommandButton::Kind;
    auto* line = row(page, theme, 8);
    const auto add = [&](const QString& text, Icon icon, Kind kind, const QKeySequence& key,
                         bool enabled = true) {
        auto* button = new CommandButton(theme, text, icon);
        button->setKind(kind);
        button->setKey(key);
        button->setEnabled(enabled);
        line->addWidget(button);
        return button;
    };
    add(say(u"Page someone", u"呼び出す"), Icon::PhoneCall, Kind::Normal, Qt::Key_P);
    add(say(u"Hand over", u"引き継ぐ"), Icon::Hand, Kind::Normal, Qt::Key_H);
    add(say(u"Page someone", u"呼び出す"), Icon::PhoneCall, Kind::Normal, Qt::Key_P, false);
    add(say(u"Post update", u"状況を共有"), Icon::Megaphone, Kind::Filled, Qt::CTRL | Qt::Key_Return);
    add(say(u"Approve", u"承認"), Icon::Check, Kind::Outlined, {});
    add(say(u"Stop run…", u"実行を止める…"), Icon::None, Kind::Quiet, {});
    add(say(u"Delete the event", u"イベントを削除"), Icon::Trash2, Kind::Danger, {});
    add(say(u"All 19 events", u"19件すべて"), Icon::None, Kind::Link, {});
    add(say(u"Retry", u"再試行"), Icon::RefreshCw, Kind::Normal, {})->setDetail(u"0:24"_s);
    line->addStretch(1);

    auto* chips = row(page, theme, 8);
    auto* all = new Chip(theme, say(u"All", u"すべて"));
    all->setCount(29);
    all->setChecked(true);
    chips->addWidget(all);
    auto* decisions = new Chip(theme, say(u"Decisions", u"決定"), Icon::Gavel);
    decisions->setCount(3);
    decisions->setIconRole(Role::AccentText);
    chips->addWidget(decisions);
    chips->addWidget(new Chip(theme, say(u"Automatic", u"自動"), Icon::Zap));
    auto* segments = new SegmentedControl(theme);
    for (const QString& text : {say(u"Open 3", u"対応中 3"), say(u"Mine", u"自分"), say(u"All", u"すべて")}) {
        segments->add(text);
    }
    chips->addWidget(segments);
    using Tone = Tag::Tone;
    chips->addWidget(new Tag(theme, say(u"by a person", u"人が行う"), Tone::Neutral, Icon::User));
    chips->addWidget(new Tag(theme, say(u"Acknowledged 14:05", u"14:05に応答"), Tone::Ok, Icon::Check));
    chips->addWidget(new Tag(theme, say(u"No answer, 2:50", u"応答なし 2:50"), Tone::Wait, Icon::Hourglass));
    chips->addWidget(new Tag(theme, say(u"queued, NOT delivered", u"未送達"), Tone::Fail));
    chips->addWidget(new Tag(theme, say(u"Not sent yet", u"未送信"), Tone::Local, Icon::CloudOff));
    chips->addWidget(new KeyCap(theme, Qt::CTRL | Qt::Key_K));
    chips->addWidget(new KeyCap(theme, Qt::Key_N));
    chips->addWidget(new KeyCap(theme, Qt::CTRL | Qt::SHIFT | Qt::Key_Return));
    chips->addStretch(1);
}

void addPeopleAndChannels(Theme& theme, QBoxLayout* page)
{
    auto* line = row(page, theme, 8);
    for (const QString& name : {u"Misaki Sato"_s, u"Daniel Reyes"_s, u"佐藤 美咲"_s, u"森 健司"_s}) {
        line->addWidget(new Avatar(theme, name));
    }
    for (const auto shape : {StatusShape::Now, StatusShape::Coming, StatusShape::Done, StatusShape::Waiting,
                             StatusShape::Failed, StatusShape::Unsent}) {
        line->addWidget(new StatusDot(theme, shape));
    }
    for (const auto state :
         {ChannelState::Sent, ChannelState::Acknowledged, ChannelState::Next, ChannelState::Planned,
          ChannelState::Cancelled, ChannelState::Failed, ChannelState::NotActive}) {
        line->addWidget(new ChannelNode(theme, Channel::Voice, state));
    }
    for (const auto channel :
         {Channel::Email, Channel::Sms, Channel::Chat, Channel::Webhook, Channel::Desktop, Channel::Test}) {
        line->addWidget(new ChannelNode(theme, channel, ChannelState::Sent));
    }
    line->addStretch(1);
    page->addWidget(new LaneSample(theme));
}

void addForms(Theme& theme, QBoxLayout* page)
{
    auto* line = row(page, theme, 10);
    auto* edit = new QLineEdit;
    edit->setPlaceholderText(
        say(u"Log what happened, or type / for a command", u"起きたことを記録（/ でコマンド）"));
    line->addWidget(edit, 1);
    auto* wrong = new QLineEdit(u"25:99"_s);
    wrong->setProperty("invalid", true);
    wrong->setMaximumWidth(theme.px(90));
    line->addWidget(wrong);
    auto* combo = new QComboBox;
    combo->addItems({say(u"Newest first", u"新しい順"), say(u"Oldest first", u"古い順")});
    line->addWidget(combo);
    auto* spin = new QSpinBox;
    spin->setValue(20);
    spin->setSuffix(say(u" min", u"分"));
    line->addWidget(spin);
    auto* off = new QComboBox;
    off->addItem(say(u"1 min mean", u"1分平均"));
    off->setEnabled(false);
    line->addWidget(off);

    auto* boxes = row(page, theme, 18);
    auto* done = new QCheckBox(say(u"Take command", u"指揮を引き受ける"));
    done->setChecked(true);
    boxes->addWidget(done);
    boxes->addWidget(new QCheckBox(say(u"Confirm p99 under 1.2 s", u"p99が1.2秒未満か確認する")));
    auto* some = new QCheckBox(say(u"Some", u"一部"));
    some->setTristate(true);
    some->setCheckState(Qt::PartiallyChecked);
    boxes->addWidget(some);
    auto* grey = new QCheckBox(say(u"Not now", u"無効"));
    grey->setEnabled(false);
    boxes->addWidget(grey);
    auto* radio = new QRadioButton(say(u"Company sign-in", u"会社のサインイン"));
    radio->setChecked(true);
    boxes->addWidget(radio);
    boxes->addWidget(new QRadioButton(say(u"Join code", u"参加コード")));
    boxes->addStretch(1);
}

void addPanes(Theme& theme, QBoxLayout* page)
{
    auto* splitter = new HairlineSplitter(theme, Qt::Horizontal);
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, theme.px(8));
    column->setSpacing(0);
    auto* header = new SectionHeader(theme, say(u"Summary", u"概要"));
    header->setMeta(say(u"edited 14:24 by Misaki Sato", u"14:24に佐藤 美咲が編集"));
    header->addAction(say(u"Edit", u"編集"), Icon::Pencil)->setKey(Qt::Key_E);
    column->addWidget(header);
    const QString text = say(
        u"**Impact.** About 52% of checkouts fail or take over 2 s for all web users in Japan.\n\n"
        u"**Cause, likely.** Deploy `2026.11.18-3` at 13:55 put a price recalculation in the request path. "
        u"CPU is at "
        u"97\u201399% on 11 of 12 `web-prod` instances.\n\n- Rolling back\n- Widget is "
        u"[off](https://x.example)",
        u"**影響。**国内の全ウェブ利用者で、決済の約52%が失敗するか2秒を超えている。\n\n"
        u"**推定原因。**13:55のデプロイ `2026.11.18-3` で、価格の再計算がリクエスト処理に入った。`web-prod` "
        u"の12台中11台でCPUが97～99%。\n\n- 切り戻し中\n- おすすめ表示は[停止](https://x.example)");
    auto* holder = new QHBoxLayout;
    holder->setContentsMargins(theme.px(16), 0, theme.px(16), 0);
    auto* view = new MarkdownView(theme);
    view->setMarkdownText(text);
    holder->addWidget(view);
    column->addLayout(holder, 1);
    splitter->addWidget(left);

    auto* right = new QWidget;
    auto* stack = new QVBoxLayout(right);
    stack->setContentsMargins(0, 0, 0, theme.px(8));
    stack->setSpacing(0);
    auto* conflicts = new SectionHeader(theme, say(u"Result", u"結果"));
    conflicts->setCount(u"2"_s);
    conflicts->addAction(say(u"Swap order", u"順序を入れ替える"))->setKind(CommandButton::Kind::Link);
    stack->addWidget(conflicts);
    auto* editorRow = new QHBoxLayout;
    editorRow->setContentsMargins(theme.px(16), 0, theme.px(16), 0);
    auto* editor = new MarkdownEditor(theme);
    editor->setMarkdownText(text);
    editorRow->addWidget(editor);
    stack->addLayout(editorRow, 1);
    splitter->addWidget(right);
    splitter->setDefaultSizes({1, 1});
    splitter->setMinimumHeight(theme.px(210));
    page->addWidget(splitter, 1);
}

void addLists(Theme& theme, QBoxLayout* page)
{
    page->addWidget(new Hairline(theme));
    auto* line = row(page, theme, 16);
    auto* list = new QListWidget;
    list->addItems({say(u"scale-out-asg", u"scale-out-asg"), say(u"flag-off", u"flag-off"), u"cache-warm"_s,
                    u"db-failover"_s});
    list->setCurrentRow(1);
    line->addWidget(list, 1);
    auto* table = new QTableWidget(3, 3);
    table->setHorizontalHeaderLabels({say(u"Task", u"作業"), say(u"Owner", u"担当"), say(u"Due", u"期限")});
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    for (int i = 0; i < 3; ++i) {
        table->setItem(i, 0,
                       new QTableWidgetItem(say(u"Limit widget to its own pool", u"ウィジェットを分離する")));
        table->setItem(i, 1, new QTableWidgetItem(u"DR"_s));
        table->setItem(i, 2, new QTableWidgetItem(say(u"11 Dec", u"12/11")));
    }
    table->setColumnWidth(0, theme.px(210));
    table->selectRow(1);
    line->addWidget(table, 2);
    auto* empty = new EmptyState(theme, say(u"No open incidents.", u"対応中のインシデントはない。"));
    empty->setAction(say(u"Start incident", u"インシデントを開始"), Icon::Plus);
    line->addWidget(empty, 1);
    for (QWidget* view : {static_cast<QWidget*>(list), static_cast<QWidget*>(table)}) {
        view->setFixedHeight(theme.px(130));
    }
}

std::unique_ptr<QWidget> makeSheet(Theme& theme)
{
    auto sheet = std::make_unique<QWidget>();
    QPalette ground = sheet->palette();
    ground.setColor(QPalette::Window, theme.colour(Role::BgSurface));
    sheet->setPalette(ground);
    auto* page = new QVBoxLayout(sheet.get());
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(theme.px(10));
    const auto addBanner = [&](Banner::Tone tone, const QString& title, const QString& text,
                               const QString& action) {
        auto* banner = new Banner(theme);
        banner->present({tone, Icon::None, title, text, {action}});
        page->addWidget(banner);
    };
    addBanner(Banner::Tone::Offline, say(u"Offline since 11:30", u"11:30からオフライン"),
              say(u"6 changes are only on this computer.", u"6件の変更がこの端末のみにあります。"),
              say(u"Show changes", u"変更を見る"));
    addBanner(Banner::Tone::Wait, say(u"Server copy is newer", u"サーバー側が新しい"), {},
              say(u"Compare", u"比べる"));
    addBanner(Banner::Tone::Fail, say(u"Signed out", u"サインアウト済み"),
              say(u"The server refused the key.", u"サーバーが鍵を拒否しました。"),
              say(u"Sign in again", u"もう一度サインイン"));
    addHeader(theme, page);
    page->addWidget(new Hairline(theme));
    addClocksAndBadges(theme, page);
    addButtons(theme, page);
    addPeopleAndChannels(theme, page);
    addForms(theme, page);
    page->addWidget(new Hairline(theme));
    addPanes(theme, page);
    addLists(theme, page);
    return sheet;
}

/// Widgets in the states that a resting sheet does not show: keyboard focus, Alt held, keys always shown.
QImage drawStates(Theme& theme)
{
    std::vector<std::unique_ptr<QWidget>> subjects;
    const auto button = [&](CommandButton::Kind kind) {
        auto subject = std::make_unique<CommandButton>(theme, u"Post update"_s, Icon::Megaphone);
        subject->setKind(kind);
        subject->setKey(Qt::Key_U);
        subjects.push_back(std::move(subject));
    };
    for (const auto kind :
         {CommandButton::Kind::Normal, CommandButton::Kind::Filled, CommandButton::Kind::Quiet,
          CommandButton::Kind::Link, CommandButton::Kind::Danger}) {
        button(kind);
    }
    subjects.push_back(std::make_unique<QLineEdit>(u"10m ago"_s));
    subjects.push_back(std::make_unique<QCheckBox>(u"Take command"_s));
    subjects.push_back(std::make_unique<QRadioButton>(u"Join code"_s));
    auto combo = std::make_unique<QComboBox>();
    combo->addItem(u"Newest first"_s);
    subjects.push_back(std::move(combo));
    subjects.push_back(std::make_unique<QSpinBox>());
    auto chip = std::make_unique<Chip>(theme, u"Decisions"_s, Icon::Gavel);
    chip->setCount(3);
    subjects.push_back(std::move(chip));
    auto clock = std::make_unique<NextUpdateClock>(theme);
    subjects.push_back(std::move(clock));

    QImage sheet(theme.px(1000), theme.px(static_cast<int>(subjects.size()) * 62), QImage::Format_ARGB32);
    sheet.fill(theme.colour(Role::BgSurface));
    QPainter painter(&sheet);
    int y = theme.px(8);
    for (const auto& subject : subjects) {
        QWidget holder;
        QPalette ground = qApp->palette();
        ground.setColor(QPalette::Window, theme.colour(Role::BgSurface));
        holder.setPalette(ground);
        holder.resize(theme.px(190), theme.px(60));
        subject->setParent(&holder);
        subject->resize(subject->sizeHint());
        holder.show();
        painter.drawPixmap(theme.px(16), y, holder.grab());
        subject->show();
        holder.activateWindow();
        subject->setFocus(Qt::TabFocusReason);
        QApplication::processEvents();
        painter.drawPixmap(theme.px(220), y, holder.grab());
        subject->clearFocus();
        QKeyEvent alt(QEvent::KeyPress, Qt::Key_Alt, Qt::AltModifier);
        QCoreApplication::sendEvent(subject.get(), &alt);
        painter.drawPixmap(theme.px(420), y, holder.grab());
        QKeyEvent noAlt(QEvent::KeyRelease, Qt::Key_Alt, Qt::NoModifier);
        QCoreApplication::sendEvent(subject.get(), &noAlt);
        theme.keyCaps().setPolicy(KeyCapVisibility::Policy::Always);
        subject->resize(subject->sizeHint());
        painter.drawPixmap(theme.px(620), y, holder.grab());
        theme.keyCaps().setPolicy(KeyCapVisibility::Policy::OnAlt);
        subject->resize(subject->sizeHint());
        subject->setEnabled(false);
        painter.drawPixmap(theme.px(820), y, holder.grab());
        subject->setParent(nullptr);
        y += theme.px(62);
    }
    return sheet;
}

/// A sheet that drew next to nothing has next to no colours.
bool showsSomething(const QImage& image)
{
    std::set<QRgb> colours;
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); x += 3) {
            colours.insert(image.pixel(x, y));
        }
    }
    return colours.size() > 100;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const QString folder = app.arguments().value(1);
    TableTranslator japanese(QStringLiteral(MATOI_TEST_DATA "/../../translations/parts/common.tsv"));
    int failed = 0;
    for (const bool inJapanese : {false, true}) {
        QLocale::setDefault(inJapanese ? QLocale(QLocale::Japanese, QLocale::Japan)
                                       : QLocale(QLocale::English, QLocale::UnitedKingdom));
        if (inJapanese) {
            QCoreApplication::installTranslator(&japanese);
        }
        for (const Theme::Mode mode : {Theme::Mode::Dark, Theme::Mode::Light}) {
            for (const int percent : {100, 150}) {
                Theme theme(app, std::make_unique<FixedScheme>(DesktopScheme::Preference::Dark));
                theme.setMode(mode);
                theme.setTextScale(percent / 100.0);
                const std::unique_ptr<QWidget> sheet = makeSheet(theme);
                sheet->resize(theme.px(1240), theme.px(1100));
                const QImage image = sheet->grab().toImage();
                if (!folder.isEmpty() && !inJapanese) {
                    drawStates(theme).save(QDir(folder).filePath(
                        u"states-%1-%2.png"_s.arg(theme.isDark() ? u"dark"_s : u"light"_s).arg(percent)));
                }
                const QString name = u"%1-%2-%3"_s.arg(mode == Theme::Mode::Dark ? u"dark"_s : u"light"_s)
                                         .arg(percent)
                                         .arg(inJapanese ? u"ja"_s : u"en"_s);
                if (!showsSomething(image)) {
                    std::fprintf(stderr, "%s is blank\n", qPrintable(name));
                    ++failed;
                }
                if (!folder.isEmpty() && !image.save(QDir(folder).filePath(name + u".png"_s))) {
                    std::fprintf(stderr, "cannot write %s\n", qPrintable(name));
                    ++failed;
                }
            }
        }
    }
    return failed;
}

#include "gallery.moc"
