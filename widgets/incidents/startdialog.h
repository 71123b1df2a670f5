#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QBoxLayout;
class QCheckBox;
class QLineEdit;
class QListWidget;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class NoteBlock;
class SegmentedControl;
class StartPreview;
class TextLabel;
class TimeField;

/// Start an incident in under ten seconds: plan, impact, title, since when; beside it who gets paged, and
/// when. The button names its effect. Everything is reached by keys: type to find a plan, Down and Up choose
/// it, Alt+1 to Alt+5 set the impact, Ctrl+Enter starts.
class StartDialog final : public QDialog
{
    Q_OBJECT

public:
    StartDialog(const PanelContext& context, QWidget* parent = nullptr);

Q_SIGNALS:
    void started(matoi::domain::Id<matoi::domain::Incident> id);
    /// One that is open already was chosen instead. What was typed is in its line for events.
    void existingChosen(matoi::domain::Id<matoi::domain::Incident> id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* form();
    QLayout* head();
    QLayout* foot();
    void makeImpacts();
    void makeKeys();
    void fillPlans();
    void planChosen();
    void showPreview();
    void showTime();
    void showRestricted();
    void start();
    void openInstead(domain::Id<domain::Incident> id);
    bool isDrill() const;
    std::optional<domain::Record<domain::ResponsePlan>> plan() const;
    domain::Impact impact() const;
    std::optional<domain::Time> startedAt() const;

    PanelContext m_context;
    SegmentedControl* m_kind;
    NoteBlock* m_drill;
    QLineEdit* m_find;
    TextLabel* m_found;
    QListWidget* m_plans;
    QListWidget* m_impacts;
    TextLabel* m_default;
    QLineEdit* m_title;
    TimeField* m_time;
    TextLabel* m_understood;
    StartPreview* m_preview;
    QCheckBox* m_restricted;
    TextLabel* m_restrictedHint;
    QBoxLayout* m_panes;
    TextLabel* m_problem;
    CommandButton* m_cancel;
    CommandButton* m_start;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
