#include "widgets/incidents/incidentspage.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/keycap.h"
#include "widgets/common/roughduration.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/common/stepelsewhere.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/incidents/incidentfilterbar.h"
#include "widgets/incidents/incidenttabledelegate.h"
#include "widgets/incidents/incidenttableheader.h"
#include "widgets/incidents/incidenttexts.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/ticker.h"
#include "widgets/timeline/leadingicon.h"

#include <QtCore/QEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using itemmodels::IncidentQuery;
using itemmodels::IncidentTableModel;
using Scope = IncidentQuery::Scope;

namespace {

struct ColumnLayout
{
    int column;
    int width;      ///< at most, at 100 %; 0: takes what is left
    int neededWide; ///< shown from this page width on
};

constexpr ColumnLayout layouts[] = {
    {IncidentTableModel::ImpactColumn, 60, 0},
    {IncidentTableModel::NumberColumn, 90, 0},
    {IncidentTableModel::TitleColumn, 0, 0},
    {IncidentTableModel::StatusColumn, 136, 0},
    {IncidentTableModel::CommanderColumn, 128, 760},
    {IncidentTableModel::ServiceColumn, 124, 980},
    {IncidentTableModel::StartedColumn, 150, 0},
    {IncidentTableModel::DurationColumn, 96, 860},
    {IncidentTableModel::AcknowledgedColumn, 76, 1060},
    {IncidentTableModel::AnalysisColumn, 104, 1060},
};

/// Of a long list the first ones say how wide the others are.
constexpr int rowsMeasured = 200;

} // namespace

IncidentsPage::IncidentsPage(const PanelContext& context, IncidentsPageLinks links, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_links(std::move(links))
    , m_model(
          new IncidentTableModel(context.repositories, context.changes, context.clock, context.zone, this))
    , m_texts(new IncidentTexts(context, *m_model, this))
    , m_delegate(new IncidentTableDelegate(context, this))
    , m_view(new QTreeView(this))
    , m_header(new IncidentTableHeader(context.theme, m_view))
    , m_title(new TextLabel(context.theme, TextStyle::PageTitle, Role::TextPrimary, {}, this))
    , m_scope(new SegmentedControl(context.theme, this))
    , m_export(new CommandButton(context.theme, {}, Icon::Download, this))
    , m_start(new CommandButton(context.theme, {}, Icon::Plus, this))
    , m_search(new QLineEdit(this))
    , m_found(new TextLabel(context.theme, TextStyle::Meta, Role::TextTertiary, {}, this))
    , m_views(new CommandButton(context.theme, {}, Icon::ChevronDown, this))
    , m_save(new CommandButton(context.theme, {}, Icon::None, this))
    , m_filters(new IncidentFilterBar(context, *m_model, this))
    , m_medians(new TextLabel(context.theme, TextStyle::Meta, Role::TextTertiary, {}, this))
    , m_notice(new TextLabel(context.theme, TextStyle::Meta, Role::StateWait, {}, this))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_more(new CommandButton(context.theme, {}, Icon::None, this))
    , m_keys(new TextLabel(context.theme, TextStyle::Meta, Role::TextTertiary, {}, this))
    , m_shown(new TextLabel(context.theme, TextStyle::Meta, Role::TextTertiary, {}, this))
{
    Theme& theme = context.theme;
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setUpView();
    m_more->setKind(CommandButton::Kind::Quiet);
    auto* more = new QHBoxLayout;
    more->setContentsMargins(theme.px(24), theme.px(4), theme.px(24), theme.px(4));
    more->addWidget(m_notice, 1);
    more->addWidget(m_more);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head());
    column->addWidget(search());
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addWidget(m_empty);
    // Cells have some px of their own: their text stands under the title.
    auto* table = new QHBoxLayout;
    const int side = theme.px(24) - theme.px(IncidentTableDelegate::inset);
    table->setContentsMargins(side, 0, side, 0);
    table->addWidget(m_view);
    column->addLayout(table, 1);
    column->addLayout(more);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addWidget(foot());

    connect(m_filters, &IncidentFilterBar::queryChanged, this, &IncidentsPage::setQuery);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        IncidentQuery query = m_model->query();
        query.text = text;
        setQuery(query);
    });
    connect(m_scope, &SegmentedControl::currentChanged, this, [this](int index) {
        IncidentQuery query = m_model->query();
        query.scope = static_cast<Scope>(index);
        setQuery(query);
    });
    connect(m_model, &IncidentTableModel::stateChanged, this, &IncidentsPage::showState);
    connect(m_export, &QAbstractButton::clicked, this, &IncidentsPage::exportCsv);
    connect(m_start, &QAbstractButton::clicked, this, &IncidentsPage::startRequested);
    connect(m_views, &QAbstractButton::clicked, this, &IncidentsPage::openViews);
    connect(m_save, &QAbstractButton::clicked, this, &IncidentsPage::saveView);
    connect(m_more, &QAbstractButton::clicked, m_model, &IncidentTableModel::fetchMoreHits);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        if (m_model->state() == IncidentTableModel::State::Failed)
            m_model->searchAgain();
        else if (m_model->total() == 0)
            Q_EMIT startRequested();
        else
            setQuery({});
    });
    m_syncState = context.changes.onSyncState([this](const SyncState&) { showState(); });
    m_empty->setIndent(24);
    connect(&theme, &Theme::changed, this, &IncidentsPage::dress);
    retranslate();
    dress();
}

QWidget* IncidentsPage::head()
{
    Theme& theme = m_context.theme;
    for (int i = 0; i < 4; ++i)
        m_scope->add({});
    m_scope->setCurrent(static_cast<int>(Scope::All));
    StepElsewhere::fill(*m_start, this);
    m_start->setKey(QKeySequence(Qt::CTRL | Qt::Key_N));
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(theme.px(24), theme.px(14), theme.px(24), theme.px(10));
    row->setSpacing(theme.px(12));
    row->addWidget(m_title);
    row->addStretch();
    row->addWidget(m_scope);
    row->addWidget(m_export);
    row->addWidget(m_start);
    return bar;
}

QWidget* IncidentsPage::search()
{
    Theme& theme = m_context.theme;
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    setLeadingIcon(*m_search, theme, Icon::Search);
    auto* bar = new QWidget(this);
    auto* first = new QHBoxLayout;
    first->setSpacing(theme.px(10));
    first->addWidget(m_search, 1);
    first->addWidget(new KeyCap(theme, Qt::Key_Slash, this));
    first->addWidget(m_found);
    first->addWidget(m_views);
    first->addWidget(m_save);
    auto* second = new QHBoxLayout;
    second->setSpacing(theme.px(10));
    second->addWidget(m_filters);
    second->addStretch();
    second->addWidget(m_medians);
    auto* column = new QVBoxLayout(bar);
    column->setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(12));
    column->setSpacing(theme.px(10));
    column->addLayout(first);
    column->addLayout(second);
    return bar;
}

QWidget* IncidentsPage::foot()
{
    Theme& theme = m_context.theme;
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(8));
    row->addWidget(m_keys);
    row->addStretch();
    row->addWidget(m_shown);
    return bar;
}

void IncidentsPage::setUpView()
{
    m_view->setHeader(m_header);
    m_view->setModel(m_texts);
    m_view->setItemDelegate(m_delegate);
    m_view->setRootIsDecorated(false);
    m_view->setIndentation(0);
    m_view->setItemsExpandable(false);
    m_view->setAllColumnsShowFocus(true);
    m_view->setMouseTracking(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    QHeaderView* header = m_header;
    header->setSectionsMovable(false);
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(20);
    for (const ColumnLayout& layout : layouts)
        header->setSectionResizeMode(layout.column,
                                     layout.width == 0 ? QHeaderView::Stretch : QHeaderView::Interactive);
    header->setSortIndicatorClearable(true); // the third press goes back to the worst first
    m_view->sortByColumn(m_model->sortColumn(), m_model->sortOrder());
    m_view->setSortingEnabled(true);
    connect(header, &QHeaderView::sectionResized, this, [this, header] {
        m_delegate->setHitLeft(header->sectionViewportPosition(IncidentTableModel::TitleColumn));
    });
    connect(m_view, &QTreeView::activated, this, &IncidentsPage::open);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &IncidentsPage::keepPlace);
    connect(m_texts, &QAbstractItemModel::modelReset, this, &IncidentsPage::showRows);
    connect(m_texts, &QAbstractItemModel::rowsInserted, this, &IncidentsPage::showRows);
    connect(&m_context.ticker, &Ticker::tick, this, [this] {
        if (isVisible())
            m_view->viewport()->update(
                QRect(m_view->columnViewportPosition(IncidentTableModel::DurationColumn), 0,
                      m_view->columnWidth(IncidentTableModel::DurationColumn), m_view->viewport()->height()));
    });
}

void IncidentsPage::retranslate()
{
    m_title->setText(tr("Incidents"));
    m_scope->setAccessibleName(tr("Which incidents"));
    m_export->setText(tr("Export CSV…"));
    m_start->setText(tr("Start incident"));
    m_search->setPlaceholderText(tr("Title, summary, timeline, answers"));
    m_search->setAccessibleName(tr("Search in everything on this computer"));
    m_views->setText(tr("Views"));
    m_save->setText(tr("Save view…"));
    m_view->setAccessibleName(tr("Incidents"));
    m_more->setText(tr("Show more"));
    showKeys();
    m_texts->retranslate();
    m_filters->refresh();
    showState();
}

void IncidentsPage::dress()
{
    arrangeColumns();
    m_view->doItemsLayout();
}

void IncidentsPage::arrangeColumns()
{
    const Theme& theme = m_context.theme;
    const double effective = width() / (theme.px(1000) / 1000.0);
    for (const ColumnLayout& layout : layouts) {
        m_view->setColumnHidden(layout.column, effective < layout.neededWide);
        if (layout.width > 0)
            m_view->setColumnWidth(layout.column, neededWidth(layout.column, theme.px(layout.width)));
    }
    m_medians->setVisible(effective >= 1100);
    m_export->setIconOnly(effective < 900);
    m_delegate->setHitLeft(m_view->columnViewportPosition(IncidentTableModel::TitleColumn));
}

/// A column takes what its word and its cells need, and no more than `most`: the rest is the titles'.
int IncidentsPage::neededWidth(int column, int most) const
{
    int needed = m_header->wordWidth(column);
    const int rows = std::min(m_texts->rowCount(), rowsMeasured);
    for (int row = 0; row < rows && needed < most; ++row)
        needed = std::max(needed, m_delegate->widthOf(m_texts->index(row, column)));
    return std::min(needed, most);
}

void IncidentsPage::showKeys()
{
    m_keys->setRole(Role::TextTertiary);
    m_keys->setText(tr("J, K move    Enter opens    / searches"));
}

void IncidentsPage::setQuery(const IncidentQuery& query)
{
    if (m_model->query() != query)
        showKeys(); // what was said there is of other rows
    m_model->setQuery(query);
    showQuery();
}

void IncidentsPage::showQuery()
{
    const IncidentQuery& query = m_model->query();
    if (m_search->text() != query.text)
        m_search->setText(query.text);
    m_scope->setCurrent(static_cast<int>(query.scope));
    m_filters->refresh();
    showState();
}

QString IncidentsPage::sentence() const
{
    if (m_model->state() == IncidentTableModel::State::Failed)
        return tr("The search did not work: %1. Without search words all incidents are listed.")
            .arg(m_model->problem());
    if (m_model->total() == 0)
        return m_context.changes.syncState().syncedAt
                   ? tr("No incidents yet.")
                   : tr("No incidents known here yet: the service has not answered.");
    if (!m_model->query().text.trimmed().isEmpty())
        return tr("Nothing on this computer holds all these words.");
    return tr("No incident passes these filters.");
}

QString IncidentsPage::shownText(int shown) const
{
    const QString count = tr("%n shown, all on this computer, readable offline", nullptr, shown);
    const QString until = knownUntilText(m_context);
    return until.isEmpty() ? count : tr("%1. Others' changes up to %2").arg(count, until);
}

void IncidentsPage::showState()
{
    const bool searching = m_model->state() == IncidentTableModel::State::Searching;
    const int shown = m_model->rowCount();
    const auto count = [&](Scope scope, const QString& word, const QString& counted) {
        const int number = m_model->count(scope);
        m_scope->setText(static_cast<int>(scope), number > 0 ? counted.arg(number) : word);
    };
    count(Scope::Open, tr("Open"), tr("Open %1"));
    count(Scope::Mine, tr("Mine"), tr("Mine %1"));
    count(Scope::NeedsAnalysis, tr("Needs analysis"), tr("Needs analysis %1"));
    count(Scope::All, tr("All"), tr("All %1"));
    const bool failed = m_model->state() == IncidentTableModel::State::Failed;
    // Nothing is counted that was not read: "0 of 0" would say that nothing burns.
    const bool known = !failed && (m_model->total() > 0 || m_context.changes.syncState().syncedAt);
    m_found->setText(known ? tr("%1 of %2").arg(shown).arg(m_model->total()) : QString());
    m_shown->setText(known ? shownText(shown) : QString());
    const auto acknowledged = m_model->medianToAcknowledge();
    const auto resolved = m_model->medianToResolve();
    m_medians->setText(known && acknowledged && resolved
                           ? tr("Median to ack %1, to resolve %2")
                                 .arg(roughDurationText(*acknowledged), roughDurationText(*resolved))
                           : QString());
    m_notice->setText(m_model->isIndexing()
                          ? tr("Older records are still being indexed. Some may be missing.")
                          : QString());
    m_notice->setVisible(m_model->isIndexing());
    m_more->setVisible(m_model->hasMore() && !searching);
    m_save->setEnabled(!m_model->query().isPlain() || m_model->query().scope != Scope::All);
    m_export->setEnabled(shown > 0 && !failed);
    const bool empty = failed || (shown == 0 && !searching);
    m_empty->setVisible(empty);
    m_view->setVisible(!empty);
    if (!empty)
        return;
    m_empty->setSentence(sentence());
    m_empty->setAction(failed                  ? tr("Search again")
                       : m_model->total() == 0 ? tr("Start incident")
                                               : tr("Show all incidents"));
}

void IncidentsPage::keepPlace()
{
    const QModelIndex now = m_texts->mapToSource(m_view->currentIndex());
    m_current = m_model->idAt(now);
    m_currentHit = IncidentTableModel::isHit(now) ? now.row() : -1;
    m_scroll = m_view->verticalScrollBar()->value();
}

/// After a reset: hits stand open under their incident, over the whole width, and the place is where it was.
void IncidentsPage::showRows()
{
    bool hits = false;
    for (int i = 0; i < m_texts->rowCount(); ++i) {
        const QModelIndex incident = m_texts->index(i, 0);
        const int under = m_texts->rowCount(incident);
        hits = hits || under > 0;
        if (under > 0)
            m_view->expand(incident);
        for (int j = 0; j < under; ++j)
            m_view->setFirstColumnSpanned(j, incident, true);
    }
    m_view->setUniformRowHeights(!hits);
    arrangeColumns();
    if (m_current.isNil() || m_view->currentIndex().isValid())
        return;
    QModelIndex there = m_texts->mapFromSource(m_model->indexOf(m_current));
    if (!there.isValid())
        return;
    if (m_currentHit >= 0 && m_currentHit < m_texts->rowCount(there))
        there = m_texts->index(m_currentHit, 0, there);
    m_view->setCurrentIndex(there);
    m_view->verticalScrollBar()->setValue(m_scroll);
}

void IncidentsPage::open(const QModelIndex& index)
{
    const auto hit = index.siblingAtColumn(0).data(IncidentTableModel::HitRole);
    if (hit.isValid() && index.data(IncidentTableModel::MoreRole).toInt() == 0)
        Q_EMIT hitOpened(hit.value<SearchHit>());
    else if (index.isValid())
        Q_EMIT incidentOpened(m_model->idAt(m_texts->mapToSource(index)));
}

void IncidentsPage::moveSelection(int by)
{
    const QModelIndex now = m_view->currentIndex();
    const QModelIndex next = !now.isValid() ? m_texts->index(0, 0)
                             : by > 0       ? m_view->indexBelow(now)
                                            : m_view->indexAbove(now);
    if (next.isValid())
        m_view->setCurrentIndex(next);
}

void IncidentsPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool IncidentsPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_view->setFocus(Qt::OtherFocusReason);
            if (!m_view->currentIndex().isValid())
                moveSelection(1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void IncidentsPage::showEvent(QShowEvent* event)
{
    m_model->setActive(true);
    QWidget::showEvent(event);
}

void IncidentsPage::hideEvent(QHideEvent* event)
{
    m_model->setActive(false);
    QWidget::hideEvent(event);
}

void IncidentsPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrangeColumns();
}

void IncidentsPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
