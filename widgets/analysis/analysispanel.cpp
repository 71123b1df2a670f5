#include "widgets/analysis/analysispanel.h"

#include "widgets/analysis/actionitemlist.h"
#include "widgets/analysis/answereditor.h"
#include "widgets/analysis/factsview.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/hairlinesplitter.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

constexpr int indexRole = Qt::UserRole + 1;

// px at 100 %, of the design
constexpr int outlineWidth = 248;
constexpr int sideWidth = 432;
constexpr int wholeWidth = 1092;

QWidget* paneOf(QWidget* parent, std::initializer_list<QWidget*> parts)
{
    auto* pane = new QWidget(parent);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget* part : parts)
        column->addWidget(part);
    return pane;
}

} // namespace

AnalysisPanel::AnalysisPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_outline(new QTreeWidget(this))
    , m_outlineHeader(new SectionHeader(context.theme, {}, this))
    , m_factsHeader(new SectionHeader(context.theme, {}, this))
    , m_answer(new AnswerEditor(context, this))
    , m_facts(new FactsView(context, this))
    , m_items(new ActionItemList(context, this))
{
    Theme& theme = context.theme;
    m_outline->header()->hide();
    m_outline->setFrameShape(QFrame::NoFrame);
    m_outline->setIndentation(theme.px(16));
    m_outline->setRootIsDecorated(false);
    // A row keeps 8 px free by itself: its text stands under the heading.
    auto* outline = new QWidget(this);
    auto* inset = new QHBoxLayout(outline);
    inset->setContentsMargins(theme.px(8), 0, 0, 0);
    inset->addWidget(m_outline);
    auto* splitter = new HairlineSplitter(theme, Qt::Horizontal, m_stack);
    splitter->addWidget(
        paneOf(splitter, {m_outlineHeader, new Hairline(theme, Qt::Horizontal, this), outline}));
    splitter->addWidget(m_answer);
    // In a low window the facts and the items scroll together: a list of one row is none.
    auto* side = new QScrollArea(splitter);
    side->setFrameShape(QFrame::NoFrame);
    side->setWidgetResizable(true);
    side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    side->setFocusPolicy(Qt::NoFocus);
    m_factsPane = paneOf(side->viewport(),
                         {m_factsHeader, m_facts, new Hairline(theme, Qt::Horizontal, this), m_items});
    side->setWidget(m_factsPane);
    splitter->addWidget(side);
    splitter->setStretchFactor(1, 1);
    m_splitter = splitter;
    connect(splitter, &QSplitter::splitterMoved, this, [this] { m_moved = true; });
    m_emptyPage = paneOf(m_stack, {m_empty});
    m_stack->addWidget(m_emptyPage);
    m_stack->addWidget(splitter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);

    connect(m_outline, &QTreeWidget::currentItemChanged, this, &AnalysisPanel::questionChosen);
    connect(m_empty, &EmptyState::actionTriggered, this, &AnalysisPanel::begin);
    m_subscriptions.push_back(context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& record) {
            return record.id == m_id.uuid() || record.parent == m_id.uuid();
        });
        if (ours)
            refresh();
    }));
    m_subscriptions.push_back(context.changes.onConflicts([this] { m_answer->refresh(); }));
    refresh();
}

/// Where there is less room than in the design the pane that one writes in is the widest.
void AnalysisPanel::share()
{
    const Theme& theme = m_context.theme;
    const bool wide = width() >= theme.px(wholeWidth);
    const int outline = wide ? theme.px(outlineWidth) : width() * 23 / 100;
    const int side = wide ? theme.px(sideWidth) : width() * 38 / 100;
    const QList<int> sizes{outline, width() - outline - side - 2, side};
    m_splitter->setDefaultSizes(sizes);
    if (!m_moved)
        m_splitter->setSizes(sizes);
}

void AnalysisPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    share();
}

void AnalysisPanel::setIncident(Id<Incident> id)
{
    if (m_id == id)
        return;
    m_answer->saveNow();
    m_id = id;
    m_analysis.reset();
    m_outline->clear();
    m_items->setIncident(id);
    refresh();
}

void AnalysisPanel::showAnswer(Id<Answer> id)
{
    for (QTreeWidgetItemIterator it(m_outline); m_analysis && *it != nullptr; ++it) {
        const QVariant index = (*it)->data(0, indexRole);
        if (!index.isValid())
            continue;
        const auto& question = m_analysis->value.questions[static_cast<std::size_t>(index.toInt())];
        if (answerIdOf(m_analysis->id, question.key) == id)
            m_outline->setCurrentItem(*it);
    }
}

void AnalysisPanel::begin()
{
    static_cast<void>(m_context.analyses.begin(m_id)); // it is here or it is not: refresh() shows which
    refresh();
}

void AnalysisPanel::refresh()
{
    m_outlineHeader->setTitle(tr("Questions"));
    m_factsHeader->setTitle(tr("Facts"));
    m_factsHeader->setMeta(tr("computed from the marks"));
    m_outline->setAccessibleName(tr("Questions"));
    const auto incident = m_context.repositories.incidents.find(m_id);
    const bool over = incident && incident->value.status == IncidentStatus::Resolved;
    m_empty->setSentence(over ? tr("No analysis yet.")
                              : tr("The analysis begins when the incident is resolved."));
    m_empty->setAction(tr("Begin the analysis"), Icon::FileSearch)->setVisible(over);
    if (incident)
        m_facts->setIncident(incident->value);
    const auto analysis = m_context.repositories.analyses.find(analysisIdOf(m_id));
    m_stack->setCurrentIndex(analysis ? 1 : 0);
    // What was noted while the incident ran is there before the analysis begins.
    QWidget* pane = analysis ? m_factsPane : m_emptyPage;
    if (m_items->parentWidget() != pane)
        static_cast<QVBoxLayout*>(pane->layout())->addWidget(m_items, 1);
    if (!analysis) {
        m_items->refresh();
        return;
    }
    const bool questionsChanged = !m_analysis || m_analysis->value.questions != analysis->value.questions;
    m_analysis = analysis;
    if (questionsChanged || m_outline->topLevelItemCount() == 0)
        fillOutline(*analysis);
    int answered = 0;
    for (QTreeWidgetItemIterator it(m_outline); *it != nullptr; ++it) {
        const QVariant index = (*it)->data(0, indexRole);
        if (!index.isValid())
            continue;
        const auto& question = analysis->value.questions[static_cast<std::size_t>(index.toInt())];
        const auto answer = m_context.repositories.answers.find(answerIdOf(analysis->id, question.key));
        const bool has = answer && answer->value.text.find_first_not_of(" \n\t") != std::string::npos;
        answered += has ? 1 : 0;
        const bool unsent = answer && answer->meta.unsent > 0;
        (*it)->setIcon(0, m_context.theme.icon(unsent ? Icon::CloudOff
                                               : has  ? Icon::Check
                                                      : Icon::Circle,
                                               unsent ? Role::StateLocal
                                               : has  ? Role::StateOk
                                                      : Role::TextTertiary));
        (*it)->setToolTip(0, (*it)->text(0));
    }
    m_outlineHeader->setMeta(tr("%1 of %2 answered").arg(answered).arg(analysis->value.questions.size()));
    m_answer->refresh();
    m_items->refresh();
}

void AnalysisPanel::fillOutline(const Record<Analysis>& analysis)
{
    m_outline->clear();
    QTreeWidgetItem* first = nullptr;
    for (const auto category : {QuestionCategory::Detection, QuestionCategory::Diagnosis,
                                QuestionCategory::Mitigation, QuestionCategory::Prevention}) {
        QTreeWidgetItem* group = nullptr;
        for (std::size_t i = 0; i < analysis.value.questions.size(); ++i) {
            const Question& question = analysis.value.questions[i];
            if (question.category != category)
                continue;
            if (group == nullptr) {
                group = new QTreeWidgetItem(m_outline, {texts::category(category)});
                group->setFlags(Qt::ItemIsEnabled);
                group->setFont(0, m_context.theme.font(TextStyle::Strong));
            }
            const auto& text = isJapanese() && !question.textJa.empty() ? question.textJa : question.textEn;
            auto* item = new QTreeWidgetItem(group, {QString::fromStdString(text)});
            item->setData(0, indexRole, static_cast<int>(i));
            first = first == nullptr ? item : first;
        }
    }
    m_outline->expandAll();
    if (first != nullptr)
        m_outline->setCurrentItem(first);
}

void AnalysisPanel::questionChosen()
{
    const QTreeWidgetItem* item = m_outline->currentItem();
    if (item == nullptr || !m_analysis || !item->data(0, indexRole).isValid())
        return;
    m_answer->setQuestion(*m_analysis, item->data(0, indexRole).toInt());
}

void AnalysisPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_items->retranslate();
        m_outline->clear();
        refresh();
    }
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
