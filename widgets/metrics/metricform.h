#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

/// The fields of a metric definition: what it is called, which source is asked for what, and when it is in
/// alarm.
class MetricForm final : public QWidget
{
    Q_OBJECT

public:
    MetricForm(const PanelContext& context, QWidget* parent = nullptr);

    void setValue(const domain::MetricDefinition& metric);
    /// The fields over what `setValue` gave. InvalidValue for a threshold that is no number.
    domain::Result<domain::MetricDefinition> value() const;
    void focusFirst();

private:
    void addRow(const std::vector<std::pair<QString, QWidget*>>& fields);
    void fillSources(const std::string& chosen);
    void showThreshold();

    PanelContext m_context;
    domain::MetricDefinition m_base;
    QVBoxLayout* m_rows;
    QLineEdit* m_title;
    QComboBox* m_source;
    QPlainTextEdit* m_query;
    QLineEdit* m_unit;
    QSpinBox* m_step;
    QComboBox* m_side;
    QLineEdit* m_threshold;
    QSpinBox* m_datapoints;
    QSpinBox* m_periods;
};

} // namespace matoi::widgets
