#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

namespace matoi::widgets {

class TextLabel;

/// The four facts, computed, each with the two marks that it stands between. "not known" where one is
/// missing.
class FactsView final : public QWidget
{
    Q_OBJECT

public:
    FactsView(const PanelContext& context, QWidget* parent = nullptr);
    void setIncident(const domain::Incident& incident);

private:
    struct Fact
    {
        TextLabel* caption;
        TextLabel* value;
        TextLabel* marks;
    };
    PanelContext m_context;
    std::vector<Fact> m_facts;
};

} // namespace matoi::widgets
