#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

namespace matoi::widgets {

class HairlineSplitter;
class LinkedPane;
class SimilarPane;

/// The Related tab: what is linked to the incident, and what happened before that is like it.
class RelatedPanel final : public QWidget
{
    Q_OBJECT

public:
    RelatedPanel(const PanelContext& context, QWidget* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);

Q_SIGNALS:
    void incidentRequested(matoi::domain::Id<matoi::domain::Incident> incident);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    PanelContext m_context;
    LinkedPane* m_linked;
    SimilarPane* m_similar;
    HairlineSplitter* m_columns;
};

} // namespace matoi::widgets
