#include "widgets/incidents/incidentlist.h"

#include "models/itemmodels/incidentlistmodel.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/impactbadge.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/incidents/incidentdelegate.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/texts.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using itemmodels::IncidentListModel;

IncidentList::IncidentList(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new IncidentListModel(context.repositories, context.changes, context.clock, this))
    , m_delegate(new IncidentDelegate(context, this))
    , m_scope(new SegmentedControl(context.theme, this))
    , m_filter(new QLineEdit(this))
    , m_age(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_view(new QListView(this))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_start(new CommandButton(context.theme, {}, Icon::Plus, this))
{
    Theme& theme = context.theme;
    auto* title = new TextLabel(theme, TextStyle::Strong, Role::TextPrimary, {}, this);
    title->setObjectName(QStringLiteral("title"));
    for (int i = 0; i < 3; ++i)
        m_scope->add({});
    m_model->setSpoken([this](const QModelIndex& index) { return spoken(index); });
    setFocusProxy(m_view);
    // Before the view hears of it: it would make a neighbour of the row that goes the current one.
    connect(m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_leaving = true; });
    // How it lays out comes before what: each of these lays out all rows anew.
    m_view->setItemDelegate(m_delegate);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setMouseTracking(true);
    m_view->setResizeMode(QListView::Adjust);
    m_view->setModel(m_model);
    m_filter->setClearButtonEnabled(true);
    m_filter->hide();
    m_filter->installEventFilter(this);
    m_start->setKey(QKeySequence(Qt::CTRL | Qt::Key_N));
    m_start->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(theme.px(16), theme.px(8), theme.px(12), theme.px(8));
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_scope);
    auto* filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(theme.px(12), 0, theme.px(12), 0);
    filterRow->addWidget(m_filter);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10));
    foot->addWidget(m_start);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    m_age->setContentsMargins(theme.px(16), 0, theme.px(12), theme.px(8));
    m_age->setWordWrap(true);
    column->addWidget(m_age);
    column->addLayout(filterRow);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addWidget(m_empty);
    column->addWidget(m_view, 1);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addLayout(foot);

    connect(m_scope, &SegmentedControl::currentChanged, this, [this](int index) {
        m_model->setScope(static_cast<IncidentListModel::Scope>(index));
        keepSelection();
    });
    connect(m_filter, &QLineEdit::textChanged, m_model, &IncidentListModel::setFilter);
    connect(m_start, &CommandButton::clicked, this, &IncidentList::startRequested);
    // What is selected, not what is current: a list that gets the focus makes some row current.
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this](const QItemSelection& selected) {
                if (selected.isEmpty() || m_leaving)
                    return;
                const auto id = m_model->idAt(selected.indexes().front());
                if (id == m_wanted)
                    return;
                m_wanted = id;
                Q_EMIT incidentChosen(m_wanted);
            });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this] { keepSelection(); });
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, [this] {
        // Nobody chose the neighbour: the incident in front stays there, chosen in the list or not.
        if (!m_model->indexOf(m_wanted).isValid())
            m_view->selectionModel()->clear();
        m_leaving = false;
        keepSelection();
    });
    connect(m_model, &IncidentListModel::openCountChanged, this, &IncidentList::showCounts);
    m_syncState = context.changes.onSyncState([this](const domain::SyncState&) {
        showEmpty();
        showAge();
    });
    connect(&context.ticker, &Ticker::tick, this, [this] {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const QModelIndex index = m_model->index(row);
            const QRect rect = m_view->visualRect(index);
            if (rect.intersects(m_view->viewport()->rect()))
                m_view->viewport()->update(m_delegate->clockRect(rect, index));
        }
    });
    connect(&theme, &Theme::changed, m_view, [this] { m_view->doItemsLayout(); });
    retranslate();
    keepSelection();
}

void IncidentList::retranslate()
{
    findChild<TextLabel*>(QStringLiteral("title"))->setText(tr("Incidents"));
    m_start->setText(tr("Start incident"));
    m_filter->setPlaceholderText(tr("Find in this list"));
    m_filter->setAccessibleName(tr("Find in this list"));
    m_view->setAccessibleName(tr("Incidents"));
    m_scope->setAccessibleName(tr("Which incidents"));
    m_scope->setText(1, tr("Mine"));
    m_scope->setText(2, tr("All"));
    showCounts();
    keepSelection();
    showAge();
}

/// All that the row shows, the clocks aside: they would be another text each second.
QString IncidentList::spoken(const QModelIndex& index) const
{
    const auto incident =
        index.data(IncidentListModel::IncidentRole).value<domain::Record<domain::Incident>>();
    const domain::Incident& value = incident.value;
    QString text = tr("%1, %2, %3, %4")
                       .arg(impactDescription(value.impact), texts::incidentNumber(value),
                            texts::spokenTitle(value), texts::status(value.status));
    if (const QString commander = index.data(IncidentListModel::CommanderRole).toString();
        !commander.isEmpty())
        text = tr("%1, commander %2").arg(text, commander);
    if (index.data(IncidentListModel::UnsentRole).toInt() > 0)
        text = tr("%1, not sent yet").arg(text);
    return text;
}

void IncidentList::showCounts()
{
    m_scope->setText(0, m_model->openCount() > 0 ? tr("Open %1").arg(m_model->openCount()) : tr("Open"));
    fitTitle();
}

void IncidentList::keepSelection()
{
    const bool empty = m_model->rowCount() == 0;
    m_empty->setVisible(empty);
    m_view->setVisible(!empty);
    showEmpty();
    const QModelIndex index = m_model->indexOf(m_wanted);
    if (index.isValid() && !m_view->selectionModel()->isSelected(index))
        m_view->setCurrentIndex(index);
    else if (!index.isValid() && m_wanted.isNil() && !empty)
        m_view->setCurrentIndex(m_model->index(0));
}

/// Nothing is known before the service was heard of: that is not the same as nothing burning.
void IncidentList::showEmpty()
{
    const bool heard = m_context.changes.syncState().syncedAt.has_value();
    m_empty->setSentence(!m_filter->text().isEmpty() ? tr("No match.")
                         : heard                     ? tr("No open incidents.")
                                                     : tr("No open incidents known here yet."));
}

/// What others have opened, taken or resolved meanwhile is not in it.
void IncidentList::showAge()
{
    using Connection = domain::SyncState::Connection;
    const domain::SyncState state = m_context.changes.syncState();
    const QString until = knownUntilText(m_context);
    m_age->setRole(state.connection == Connection::Offline ? Role::StateLocal
                   : state.connection == Connection::Slow  ? Role::StateWait
                                                           : Role::TextSecondary);
    m_age->setText(until.isEmpty() ? QString() : tr("Others' changes up to %1").arg(until));
    m_age->setVisible(!until.isEmpty());
}

void IncidentList::select(domain::Id<domain::Incident> id)
{
    m_wanted = id;
    if (!m_model->indexOf(id).isValid())
        m_scope->setCurrent(static_cast<int>(IncidentListModel::Scope::All));
    keepSelection();
    Q_EMIT incidentChosen(id);
}

domain::Id<domain::Incident> IncidentList::selected() const
{
    return m_wanted;
}

void IncidentList::moveSelection(int by)
{
    const int rows = m_model->rowCount();
    const int from = m_view->selectionModel()->hasSelection() ? m_view->currentIndex().row() : -1;
    if (rows > 0)
        m_view->setCurrentIndex(m_model->index(std::clamp(from + by, 0, rows - 1)));
}

void IncidentList::focusFilter()
{
    m_filter->show();
    m_filter->setFocus(Qt::ShortcutFocusReason);
}

bool IncidentList::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) {
            m_filter->clear();
            m_filter->hide();
            m_view->setFocus();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_view->setFocus();
            // The first match, unless what is open is among them.
            if (!m_view->selectionModel()->hasSelection() && m_model->rowCount() > 0)
                m_view->setCurrentIndex(m_model->index(0));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void IncidentList::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitTitle();
}

/// The rail says the same: the title goes before it touches the choices beside it.
void IncidentList::fitTitle()
{
    auto* title = findChild<TextLabel*>(QStringLiteral("title"));
    const int room = width() - m_context.theme.px(16 + 12 + 12) - m_scope->sizeHint().width();
    title->setVisible(title->sizeHint().width() <= room);
}

void IncidentList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
