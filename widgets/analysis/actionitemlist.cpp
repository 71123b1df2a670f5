#include "widgets/analysis/actionitemlist.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/theme.h"
#include "widgets/conflict/conflictarea.h"
#include "widgets/panel/texts.h"

#include <QtCore/QDateTime>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

enum Column
{
    TitleColumn,
    OwnerColumn,
    DueColumn,
    PriorityColumn,
    ColumnCount
};

// px at 100 %
constexpr int narrowPane = 425;
constexpr int narrowestPane = 380; ///< under which there is no room for the priority
constexpr int narrowOwner = 62;
constexpr int cellMargin = 8; // what a cell keeps free at its left by itself

/// The date as one says it. In the cell it is typed as it is kept.
class DueDelegate final : public QStyledItemDelegate
{
public:
    DueDelegate(const PanelContext& context, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_context(context)
    {}

    QString displayText(const QVariant& value, const QLocale& /*locale*/) const override
    {
        const QDate date = QDate::fromString(value.toString(), Qt::ISODate);
        if (!date.isValid())
            return value.toString();
        const QDateTime noon(date, QTime(12, 0), m_context.zone);
        return dateText(Time(std::chrono::milliseconds(noon.toMSecsSinceEpoch())), m_context.clock.now(),
                        m_context.zone);
    }

private:
    PanelContext m_context;
};

} // namespace

ActionItemList::ActionItemList(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_header(new SectionHeader(context.theme, {}, this))
    , m_conflict(new ConflictArea(context, this))
    , m_table(new QTableWidget(0, ColumnCount, this))
    , m_new(new QLineEdit(this))
{
    Theme& theme = context.theme;
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(TitleColumn, QHeaderView::Stretch);
    for (const int column : {OwnerColumn, DueColumn, PriorityColumn})
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(DueColumn, new DueDelegate(context, m_table));
    m_table->setWordWrap(true);
    // It is as high as its rows: what scrolls is the pane that it stands in.
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setTabKeyNavigation(false);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(12));
    row->addWidget(m_new);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_conflict);
    auto* cells = new QHBoxLayout;
    cells->setContentsMargins(theme.px(16 - cellMargin), 0, theme.px(16 - cellMargin), 0);
    cells->addWidget(m_table);
    column->addLayout(cells);
    column->addLayout(row);
    column->addStretch(1);
    // Titles wrap: rows are as high as the width of the moment needs, not that of the first layout.
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, m_table, [this](int section) {
        if (section == TitleColumn)
            fitRows();
    });
    connect(m_table, &QTableWidget::itemChanged, this, &ActionItemList::edited);
    connect(m_new, &QLineEdit::returnPressed, this, &ActionItemList::add);
    m_conflict->setFilter([this](const Conflict& conflict) {
        return conflict.kind == Kind::ActionItem && conflict.parent == m_id.uuid();
    });
    retranslate();
}

/// Tasks are read before priorities: in a narrow pane the tip has them.
void ActionItemList::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < m_context.theme.px(narrowPane);
    m_table->setColumnHidden(PriorityColumn, width() < m_context.theme.px(narrowestPane));
    // A name may break; the task needs the room more.
    m_table->horizontalHeader()->setSectionResizeMode(OwnerColumn, narrow ? QHeaderView::Fixed
                                                                          : QHeaderView::ResizeToContents);
    if (narrow)
        m_table->setColumnWidth(OwnerColumn, m_context.theme.px(narrowOwner));
    QMetaObject::invokeMethod(this, &ActionItemList::fitRows, Qt::QueuedConnection); // with the last widths
}

/// As high as their lines, and apart.
void ActionItemList::fitRows()
{
    m_table->resizeRowsToContents();
    for (int row = 0; row < m_table->rowCount(); ++row)
        m_table->setRowHeight(row, m_table->rowHeight(row) + m_context.theme.px(8));
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            m_table->verticalHeader()->length() + 2 * m_table->frameWidth());
}

void ActionItemList::retranslate()
{
    m_header->setTitle(tr("Action items"));
    m_table->setHorizontalHeaderLabels({tr("Task"), tr("Owner"), tr("Due"), tr("Priority")});
    m_table->setAccessibleName(tr("Action items"));
    m_new->setPlaceholderText(tr("Add an action item"));
    m_new->setAccessibleName(tr("Add an action item"));
    refresh();
}

void ActionItemList::setIncident(Id<Incident> id)
{
    m_id = id;
    m_conflict->refresh();
    refresh();
}

void ActionItemList::fillRow(int row, const Record<ActionItem>& item)
{
    const bool done = item.value.state == ActionState::Done;
    const auto put = [&](int column, const QString& text, bool editable) {
        QTableWidgetItem* cell = m_table->item(row, column);
        if (cell == nullptr) {
            cell = new QTableWidgetItem;
            m_table->setItem(row, column, cell);
        }
        cell->setText(text);
        cell->setForeground(m_context.theme.colour(done ? Role::TextTertiary : Role::TextPrimary));
        Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
        if (editable)
            flags |= Qt::ItemIsEditable;
        if (column == TitleColumn)
            flags |= Qt::ItemIsUserCheckable;
        cell->setFlags(flags);
        cell->setData(Qt::UserRole, QString::fromStdString(item.id.toString()));
        return cell;
    };
    QTableWidgetItem* title = put(TitleColumn, QString::fromStdString(item.value.title), true);
    title->setCheckState(done ? Qt::Checked : Qt::Unchecked);
    const auto event =
        item.value.eventId ? m_context.repositories.timelineEvents.find(*item.value.eventId) : std::nullopt;
    QStringList tip{tr("Priority: %1").arg(texts::priority(item.value.priority))};
    if (event)
        tip << tr("Noted on the timeline at %1 by %2")
                   .arg(timeText(event->value.at, m_context.zone),
                        QString::fromStdString(event->value.author));
    title->setToolTip(tip.join(QLatin1Char('\n')));
    put(OwnerColumn, item.value.owner.empty() ? tr("nobody yet") : QString::fromStdString(item.value.owner),
        true);
    put(DueColumn, QString::fromStdString(item.value.due), true)->setToolTip(tr("A date like 2026-12-04"));
    put(PriorityColumn, texts::priority(item.value.priority), false);
}

void ActionItemList::refresh()
{
    if (m_table->viewport()->findChild<QLineEdit*>() != nullptr)
        return; // the next change refreshes; a cell that is typed in stays
    m_filling = true;
    const auto items = m_context.repositories.actionItems.of(m_id.uuid());
    m_table->setRowCount(static_cast<int>(items.size()));
    int done = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        fillRow(static_cast<int>(i), items[i]);
        done += items[i].value.state == ActionState::Done ? 1 : 0;
    }
    m_table->setVisible(!items.empty());
    fitRows();
    m_header->setMeta(items.empty() ? QString() : tr("%1 of %2 done").arg(done).arg(items.size()));
    m_filling = false;
}

void ActionItemList::edited(QTableWidgetItem* cell)
{
    if (m_filling)
        return;
    const auto id = Id<ActionItem>::parse(cell->data(Qt::UserRole).toString().toStdString());
    const auto base = id ? m_context.repositories.actionItems.find(*id) : std::nullopt;
    if (!base)
        return;
    ActionItem value = base->value;
    const std::string text = cell->text().trimmed().toStdString();
    switch (cell->column()) {
    case TitleColumn:
        if (!text.empty())
            value.title = text;
        value.state = cell->checkState() == Qt::Checked ? ActionState::Done : ActionState::Open;
        break;
    case OwnerColumn: value.owner = text; break;
    case DueColumn:
        if (text.empty() || QDate::fromString(cell->text().trimmed(), Qt::ISODate).isValid())
            value.due = text;
        break;
    default: break;
    }
    static_cast<void>(
        m_context.analyses.changeActionItem(*base, value)); // a refusal leaves the row as it was
    QMetaObject::invokeMethod(this, &ActionItemList::refresh, Qt::QueuedConnection);
}

void ActionItemList::add()
{
    const std::string title = m_new->text().trimmed().toStdString();
    if (title.empty() || m_id.isNil())
        return;
    ActionItem item;
    item.title = title;
    if (m_context.analyses.addActionItem(m_id, item))
        m_new->clear();
    refresh();
}

} // namespace matoi::widgets
