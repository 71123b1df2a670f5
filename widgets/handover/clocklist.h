#pragma once

#include "widgets/handover/briefingtext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class TabularLabel;
class ElidedLabel;
class TextLabel;

/// The clocks of an incident with the time left on each, moving.
class ClockList final : public QWidget
{
    Q_OBJECT

public:
    ClockList(const PanelContext& context, domain::Id<domain::Incident> incident, const QString& title,
              QWidget* parent);

private:
    struct Row
    {
        QWidget* widget;
        TextLabel* icon;
        ElidedLabel* label;
        TabularLabel* left;
    };
    void refresh();
    Row makeRow();

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    QVBoxLayout* m_column;
    TextLabel* m_none;
    std::vector<Row> m_rows;
};

} // namespace matoi::widgets
