#include "widgets/metrics/metricform.h"

#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <set>

namespace matoi::widgets {

using namespace domain;

namespace {

enum Side
{
    NoThreshold,
    Above,
    Below
};

QSpinBox* numberBox(int from, int to, QWidget* parent)
{
    auto* box = new QSpinBox(parent);
    box->setRange(from, to);
    return box;
}

std::string textOf(const QLineEdit* field)
{
    return field->text().trimmed().toStdString();
}

/// As people write it here, or as a program does.
std::optional<double> numberIn(const QLineEdit* field)
{
    bool understood = false;
    const QString text = field->text().trimmed();
    double value = field->locale().toDouble(text, &understood);
    if (!understood)
        value = QLocale::c().toDouble(text, &understood);
    return understood ? std::optional(value) : std::nullopt;
}

} // namespace

MetricForm::MetricForm(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_rows(new QVBoxLayout(this))
    , m_title(new QLineEdit(this))
    , m_source(new QComboBox(this))
    , m_query(new QPlainTextEdit(this))
    , m_unit(new QLineEdit(this))
    , m_step(numberBox(1, 3600, this))
    , m_side(new QComboBox(this))
    , m_threshold(new QLineEdit(this))
    , m_datapoints(numberBox(1, 100, this))
    , m_periods(numberBox(1, 100, this))
{
    const Theme& theme = context.theme;
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(theme.px(10));
    m_title->setMaxLength(100);
    m_unit->setMaxLength(10);
    m_unit->setPlaceholderText(tr("s, %, /min"));
    m_query->setTabChangesFocus(true);
    m_query->setFont(theme.font(TextStyle::MonoBody));
    m_query->setFixedHeight(theme.px(72));
    m_step->setSuffix(QChar::Nbsp + tr("s", "seconds, after a number"));
    m_side->addItems({tr("no threshold"), tr("above"), tr("below")});
    addRow({{tr("What it measures"), m_title}});
    addRow({{tr("Source"), m_source}, {tr("Unit"), m_unit}, {tr("A sample every"), m_step}});
    addRow({{tr("Query: PromQL that gives one series"), m_query}});
    addRow({{tr("In alarm"), m_side},
            {tr("Threshold"), m_threshold},
            {tr("Samples beyond it"), m_datapoints},
            {tr("of the last"), m_periods}});
    connect(m_side, &QComboBox::currentIndexChanged, this, &MetricForm::showThreshold);
    // Three of three, not three of one: the second follows the first.
    connect(m_datapoints, &QSpinBox::valueChanged, this,
            [this](int needed) { m_periods->setValue(std::max(needed, m_periods->value())); });
    connect(m_periods, &QSpinBox::valueChanged, this,
            [this](int all) { m_datapoints->setValue(std::min(all, m_datapoints->value())); });
    setValue({});
}

void MetricForm::addRow(const std::vector<std::pair<QString, QWidget*>>& fields)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(m_context.theme.px(12));
    for (const auto& [label, field] : fields) {
        field->setAccessibleName(label);
        auto* column = new QVBoxLayout;
        column->setSpacing(m_context.theme.px(4));
        column->addWidget(new TextLabel(m_context.theme, TextStyle::Meta, Role::TextSecondary, label, this));
        column->addWidget(field);
        row->addLayout(column, 1);
    }
    m_rows->addLayout(row);
}

/// Those that the service told at sign-in, and those that metrics here name; the latter also offline.
void MetricForm::fillSources(const std::string& chosen)
{
    std::set<std::string> names{chosen};
    for (const std::string& name : m_context.changes.session().metricSources)
        names.insert(name);
    for (const auto& metric : m_context.repositories.metricDefinitions.all())
        if (metric.value.source == MetricSource::Prometheus)
            names.insert(metric.value.sourceName);
    m_source->clear();
    for (const std::string& name : names)
        m_source->addItem(name.empty() ? tr("Prometheus", "the source without a name")
                                       : tr("Prometheus %1").arg(QString::fromStdString(name)),
                          QString::fromStdString(name));
    m_source->setCurrentIndex(std::max(0, m_source->findData(QString::fromStdString(chosen))));
}

void MetricForm::setValue(const MetricDefinition& metric)
{
    m_base = metric;
    m_title->setText(QString::fromStdString(metric.title));
    fillSources(metric.sourceName);
    m_query->setPlainText(QString::fromStdString(metric.query));
    m_unit->setText(QString::fromStdString(metric.unit));
    m_step->setValue(metric.stepSeconds);
    const auto& threshold = metric.threshold;
    m_side->setCurrentIndex(!threshold                                ? NoThreshold
                            : threshold->side == ThresholdSide::Above ? Above
                                                                      : Below);
    m_threshold->setText(threshold ? locale().toString(threshold->value, 'g', QLocale::FloatingPointShortest)
                                   : QString());
    m_periods->setValue(threshold ? threshold->periods : 1);
    m_datapoints->setValue(threshold ? threshold->datapoints : 1);
    // A drill's numbers come from matoid itself, whatever Prometheus there is.
    m_source->setEnabled(metric.source == MetricSource::Prometheus);
    showThreshold();
}

void MetricForm::showThreshold()
{
    for (QWidget* field : std::initializer_list<QWidget*>{m_threshold, m_datapoints, m_periods})
        field->setEnabled(m_side->currentIndex() != NoThreshold);
}

Result<MetricDefinition> MetricForm::value() const
{
    MetricDefinition metric = m_base;
    metric.title = textOf(m_title);
    metric.query = m_query->toPlainText().trimmed().toStdString();
    metric.unit = textOf(m_unit);
    metric.stepSeconds = m_step->value();
    if (metric.source == MetricSource::Prometheus)
        metric.sourceName = m_source->currentData().toString().toStdString();
    metric.threshold.reset();
    if (m_side->currentIndex() != NoThreshold) {
        const auto value = numberIn(m_threshold);
        if (!value)
            return fail(ErrorCode::InvalidValue, "threshold", "expected a number");
        metric.threshold = MetricThreshold{
            *value, m_side->currentIndex() == Above ? ThresholdSide::Above : ThresholdSide::Below,
            m_datapoints->value(), m_periods->value()};
    }
    return metric;
}

void MetricForm::focusFirst()
{
    m_title->setFocus();
}

} // namespace matoi::widgets
