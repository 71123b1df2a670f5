#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QStackedWidget;
class QTreeWidget;
class QTreeWidgetItem;
QT_END_NAMESPACE

namespace matoi::widgets {

class ActionItemList;
class AnswerEditor;
class EmptyState;
class FactsView;
class HairlineSplitter;
class SectionHeader;

/// The post-mortem: questions by category at the left, one answer in the middle, facts and action items at
/// the right. All of it works without a network.
class AnalysisPanel final : public QWidget
{
    Q_OBJECT

public:
    AnalysisPanel(const PanelContext& context, QWidget* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);
    /// Chooses the question of this answer.
    void showAnswer(domain::Id<domain::Answer> id);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void share();
    void refresh();
    void fillOutline(const domain::Record<domain::Analysis>& analysis);
    void questionChosen();
    void begin();

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    QStackedWidget* m_stack;
    HairlineSplitter* m_splitter = nullptr;
    bool m_moved = false; ///< by hand: the panes keep the widths that they were given
    EmptyState* m_empty;
    QTreeWidget* m_outline;
    SectionHeader* m_outlineHeader;
    SectionHeader* m_factsHeader;
    AnswerEditor* m_answer;
    FactsView* m_facts;
    ActionItemList* m_items;
    QWidget* m_factsPane = nullptr;
    QWidget* m_emptyPage = nullptr;
    std::optional<domain::Record<domain::Analysis>> m_analysis;
    std::vector<domain::Subscription> m_subscriptions;
};

} // namespace matoi::widgets
