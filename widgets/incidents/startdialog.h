#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QButtonGroup;
class QLineEdit;
class QListWidget;
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class EngagementLanes;
class TextLabel;

/// Start an incident in under ten seconds: plan, impact, title, since when; beside it who gets paged, and
/// when. The button names its effect. Everything is reached by keys: type to find a plan, 1 to 5 on the
/// impact list, Ctrl+Enter starts.
class StartDialog final : public QDialog
{
    Q_OBJECT

public:
    StartDialog(const PanelContext& context, QWidget* parent = nullptr);

Q_SIGNALS:
    void started(matoi::domain::Id<matoi::domain::Incident> id);

private:
    QWidget* form();
    QWidget* preview();
    void fillPlans();
    void planChosen();
    void showPreview();
    void showTime();
    void start();
    std::optional<domain::Record<domain::ResponsePlan>> plan() const;
    domain::Impact impact() const;
    std::optional<domain::Time> startedAt() const;
    QString callByHand() const;

    PanelContext m_context;
    QLineEdit* m_find;
    QListWidget* m_plans;
    QListWidget* m_impacts;
    QLineEdit* m_title;
    QLineEdit* m_time;
    TextLabel* m_understood;
    TextLabel* m_people;
    EngagementLanes* m_lanes;
    TextLabel* m_warning;
    TextLabel* m_also;
    TextLabel* m_problem;
    CommandButton* m_start;
};

} // namespace matoi::widgets
