#pragma once

#include "models/domain/ports/similar.h"
#include "widgets/panel/panelcontext.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class EmptyState;
class SectionHeader;
class SimilarRow;

/// Past incidents that are like this one, found among this computer's own records. They are looked for while
/// the pane is seen, and again when what they are compared by changes.
class SimilarPane final : public QWidget
{
    Q_OBJECT

public:
    SimilarPane(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);

Q_SIGNALS:
    void incidentRequested(matoi::domain::Id<matoi::domain::Incident> incident);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void ask();
    void refresh();
    SimilarRow* makeRow();
    bool isSettled(const domain::SimilarIncident& similar) const;
    void act(std::size_t row, bool link);

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    SectionHeader* m_header;
    EmptyState* m_empty;
    QVBoxLayout* m_rows;
    std::vector<SimilarRow*> m_lines;
    std::vector<domain::SimilarIncident> m_found;
    std::optional<domain::Error> m_problem;
    bool m_answered = false;
    QTimer m_again;
    domain::Subscription m_question;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
