#include "widgets/metrics/chartaccessible.h"

#include "widgets/common/durationtext.h"
#include "widgets/metrics/metricchart.h"

#include <QtCore/QHash>
#include <QtWidgets/QAccessibleWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

using itemmodels::ChartSeries;
using itemmodels::ChartThreshold;

namespace {

constexpr int columns = 3;
constexpr int mostRows = 400;

struct TableRow
{
    domain::Time time;
    double value = 0;
};

class ChartTable;

class ChartCell final : public QAccessibleInterface, public QAccessibleTableCellInterface
{
public:
    ChartCell(ChartTable& table, int row, int column)
        : m_table(table)
        , m_row(row)
        , m_column(column)
    {}

    bool isValid() const override;
    QObject* object() const override { return nullptr; }
    QWindow* window() const override;
    QAccessibleInterface* parent() const override;
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::Cell; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.readOnly = true;
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface*>(this)
                                                       : nullptr;
    }

    bool isSelected() const override { return false; }
    QList<QAccessibleInterface*> columnHeaderCells() const override { return {}; }
    QList<QAccessibleInterface*> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return m_column; }
    int rowIndex() const override { return m_row; }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface* table() const override;

private:
    ChartTable& m_table;
    int m_row;
    int m_column;
};

/// Rows are read when somebody asks, and again when samples or range have changed since.
class ChartTable final : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    explicit ChartTable(MetricChart& chart)
        : QAccessibleWidget(&chart, QAccessible::Table)
        , m_chart(chart)
    {
        const auto stale = [this] { m_stale = true; };
        for (const auto& connection :
             {QObject::connect(&chart.series(), &ChartSeries::appended, &chart, stale),
              QObject::connect(&chart.series(), &ChartSeries::replaced, &chart, stale),
              QObject::connect(&chart.series(), &ChartSeries::definitionChanged, &chart, stale),
              QObject::connect(&chart.timeframe(), &ChartTimeframe::rangeChanged, &chart, stale)})
            m_connections.push_back(connection);
    }

    ~ChartTable() override
    {
        for (const auto& connection : m_connections)
            QObject::disconnect(connection);
        for (const auto id : std::as_const(m_cells))
            QAccessible::deleteAccessibleInterface(id);
    }

    const MetricChart& chart() const { return m_chart; }
    const std::vector<TableRow>& rows() const
    {
        if (m_stale)
            const_cast<ChartTable*>(this)->read();
        return m_rows;
    }

    QString cellText(int row, int column) const
    {
        const auto& entry = rows()[static_cast<std::size_t>(row)];
        const auto& series = m_chart.series();
        switch (column) {
        case 0: return timeWithSecondsText(entry.time, m_chart.timeframe().zone());
        case 1: return series.unit().text(entry.value, m_chart.locale());
        default:
            return series.inAlarm(entry.value) ? MetricChart::tr("in alarm")
                                               : MetricChart::tr("not in alarm");
        }
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TableInterface)
            return static_cast<QAccessibleTableInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    int childCount() const override { return rowCount() * columns; }
    QAccessibleInterface* child(int index) const override { return cellAt(index / columns, index % columns); }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        auto* found = const_cast<QAccessibleInterface*>(child);
        auto* cell = found ? found->tableCellInterface() : nullptr;
        return cell ? cell->rowIndex() * columns + cell->columnIndex() : -1;
    }

    int rowCount() const override { return static_cast<int>(rows().size()); }
    int columnCount() const override { return columns; }
    QString columnDescription(int column) const override
    {
        switch (column) {
        case 0: return MetricChart::tr("Time");
        case 1: return MetricChart::tr("Value");
        default: return MetricChart::tr("In alarm");
        }
    }
    QString rowDescription(int row) const override
    {
        return row >= 0 && row < rowCount() ? cellText(row, 0) : QString();
    }
    QAccessibleInterface* caption() const override { return nullptr; }
    QAccessibleInterface* summary() const override { return nullptr; }
    QAccessibleInterface* cellAt(int row, int column) const override
    {
        if (row < 0 || row >= rowCount() || column < 0 || column >= columns)
            return nullptr;
        auto& id = m_cells[row * columns + column];
        if (!id)
            id = QAccessible::registerAccessibleInterface(
                new ChartCell(const_cast<ChartTable&>(*this), row, column));
        return QAccessible::accessibleInterface(id);
    }

    int selectedCellCount() const override { return 0; }
    QList<QAccessibleInterface*> selectedCells() const override { return {}; }
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override { return 0; }
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override { return {}; }
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int) const override { return false; }
    bool selectRow(int) override { return false; }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int) override { return false; }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent*) override { m_stale = true; }

private:
    /// Cells stay, also those of rows that are gone: it may be a cell that asks, and it is used after that.
    void read()
    {
        m_stale = false;
        m_rows.clear();
        const auto& range = m_chart.timeframe().range();
        const auto& threshold = m_chart.series().definition().threshold;
        const bool below = threshold && threshold->direction == ChartThreshold::Direction::Below;
        itemmodels::ChartSlice slice;
        m_chart.series().pyramid().query(range.from, range.to, mostRows, slice);
        for (const auto& point : slice.points)
            if (range.holds(point.time))
                m_rows.push_back({point.time, point.value});
        for (const auto& column : slice.columns)
            m_rows.push_back(
                {range.from + range.span() * column.column / mostRows, below ? column.min : column.max});
    }

    MetricChart& m_chart;
    std::vector<QMetaObject::Connection> m_connections;
    std::vector<TableRow> m_rows;
    mutable QHash<int, QAccessible::Id> m_cells;
    bool m_stale = true;
};

bool ChartCell::isValid() const
{
    return m_row < m_table.rowCount();
}

QWindow* ChartCell::window() const
{
    return m_table.window();
}

QAccessibleInterface* ChartCell::parent() const
{
    return &m_table;
}

QAccessibleInterface* ChartCell::table() const
{
    return &m_table;
}

QString ChartCell::text(QAccessible::Text kind) const
{
    return kind == QAccessible::Name && isValid() ? m_table.cellText(m_row, m_column) : QString();
}

QRect ChartCell::rect() const
{
    const auto& chart = m_table.chart();
    if (!isValid())
        return {};
    const auto& axis = chart.timeframe().axis();
    const auto x = axis.x(m_table.rows()[static_cast<std::size_t>(m_row)].time);
    const QRect local(static_cast<int>(x) - 1, static_cast<int>(chart.plot().top()), 3,
                      static_cast<int>(chart.plot().height()));
    return {chart.mapToGlobal(local.topLeft()), local.size()};
}

QAccessibleInterface* makeChartInterface(const QString& className, QObject* object)
{
    return className == "matoi::widgets::MetricChart"_L1 ? new ChartTable(*static_cast<MetricChart*>(object))
                                                         : nullptr;
}

} // namespace

void installChartAccessibility()
{
    QAccessible::installFactory(makeChartInterface);
}

} // namespace matoi::widgets
