#include "tests/support/storywindow.h"
#include "widgets/analysis/analysispanel.h"
#include "widgets/common/markdowneditor.h"
#include "widgets/handover/handoverdialog.h"
#include "widgets/overview/overviewpanel.h"
#include "widgets/shell/actionbar.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/updatedialog.h"

#include <QtGui/QInputMethodEvent>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;

namespace {

void compose(QWidget& field, const QString& preedit)
{
    QInputMethodEvent event(preedit, {});
    QApplication::sendEvent(&field, &event);
}

void commit(QWidget& field, const QString& text)
{
    QInputMethodEvent event;
    event.setCommitString(text);
    QApplication::sendEvent(&field, &event);
}

} // namespace

/// An input method is in the middle of a word while somebody else's edits arrive, clocks tick and the
/// language of the window changes: the word is neither lost nor doubled.
class CompositionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::PanelFixture>();
        m_window = test::storyWindow(*m_fixture);
        QVERIFY(m_window->isActiveWindow());
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void aSummaryTakesTheOthersTextOnlyWhenTheWordIsDone()
    {
        m_window->view().openView(OverviewTab::Overview);
        m_window->view().overviewTab().overview().editSummary();
        auto* editor = visible<MarkdownEditor>();
        QVERIFY(editor != nullptr);
        editor->setMarkdownText(u"決済が遅い。"_s);
        editor->moveCursor(QTextCursor::End);
        compose(*editor, u"ふっきゅう"_s);
        QVERIFY(editor->composing());
        disturb();
        QVERIFY2(editor->composing(), "the input method still has the word");
        QCOMPARE(editor->toPlainText(), u"決済が遅い。"_s);
        commit(*editor, u"復旧"_s);
        QCOMPARE(editor->toPlainText(), u"決済が遅い。復旧"_s);
        QVERIFY(!editor->composing());
    }

    void anAnswerIsMergedWhenTheWordIsDone()
    {
        auto& memory = m_fixture->story.memory;
        const auto checkout = m_fixture->story.checkout;
        Analysis analysis;
        analysis.incidentId = checkout;
        analysis.questions = memory.questionSets.all().front().value.questions;
        memory.analyses.put(analysisIdOf(checkout), analysis);
        Answer answer;
        answer.incidentId = checkout;
        answer.analysisId = analysisIdOf(checkout);
        answer.questionKey = analysis.questions.front().key;
        answer.text = "Before.";
        const auto id = answerIdOf(answer.analysisId, answer.questionKey);
        memory.answers.put(id, answer);
        m_window->view().openTab(tabs::analysis);
        static_cast<AnalysisPanel*>(m_window->view().panel(tabs::analysis))->showAnswer(id);
        auto* editor = visible<MarkdownEditor>();
        QVERIFY(editor != nullptr);
        const QString before = editor->toPlainText();
        editor->setFocus();
        editor->moveCursor(QTextCursor::End);
        compose(*editor, u"げんいん"_s);
        answer.text = "Theirs. Before.";
        memory.answers.put(id, answer, 0, "Daniel Reyes");
        disturb();
        QVERIFY(editor->composing());
        QCOMPARE(editor->toPlainText(), before);
        commit(*editor, u"原因"_s);
        QCOMPARE(editor->toPlainText().count(u"原因"_s), 1);
    }

    void theLineForEventsKeepsItsWord()
    {
        QTest::keyClick(m_window.get(), Qt::Key_N);
        auto* line = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(line != nullptr);
        commit(*line, u"障害は"_s);
        compose(*line, u"しゅうそく"_s);
        disturb();
        QCOMPARE(QApplication::focusWidget(), line);
        commit(*line, u"収束"_s);
        QCOMPARE(line->text(), u"障害は収束"_s);
        // What is half written is no draft of its own.
        QCOMPARE(
            m_fixture->story.memory.drafts.draft("log:" + m_fixture->story.checkout.toString()).value_or(""),
            u"障害は収束"_s.toStdString());
    }

    void aSlashInsideAWordOpensNothing()
    {
        QTest::keyClick(m_window.get(), Qt::Key_N);
        auto* line = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        compose(*line, u"/"_s);
        QVERIFY(m_window->findChildren<QDialog*>().isEmpty());
        commit(*line, u"・"_s);
        QCOMPARE(line->text(), u"・"_s);
        QVERIFY(m_window->findChildren<QDialog*>().isEmpty());
    }

    void aBriefingAndAnUpdateKeepTheirs()
    {
        for (QDialog* dialog : {static_cast<QDialog*>(new HandoverDialog(
                                    m_fixture->context, m_fixture->story.checkout, m_window.get())),
                                static_cast<QDialog*>(new UpdateDialog(
                                    m_fixture->context, m_fixture->story.checkout, m_window.get()))}) {
            dialog->open();
            QApplication::setActiveWindow(dialog);
            QVERIFY(QTest::qWaitForWindowActive(dialog));
            auto* text = dialog->findChild<QPlainTextEdit*>();
            QVERIFY(text != nullptr);
            text->setFocus();
            text->moveCursor(QTextCursor::End);
            const QString before = text->toPlainText();
            compose(*text, u"きりもどし"_s);
            disturb();
            commit(*text, u"切り戻し"_s);
            QCOMPARE(text->toPlainText(), before + u"切り戻し"_s);
            delete dialog;
        }
    }

private:
    /// What goes on meanwhile.
    void disturb()
    {
        auto& memory = m_fixture->story.memory;
        const auto checkout = m_fixture->story.checkout;
        memory.summaries.put(summaryIdOf(checkout), {checkout, "Theirs. Second sentence."}, 0,
                             "Daniel Reyes");
        Incident incident = memory.incidents.find(checkout)->value;
        incident.status = IncidentStatus::Mitigated;
        memory.incidents.put(checkout, incident, 0, "Daniel Reyes");
        if (incident.planId) {
            ResponsePlan plan = memory.responsePlans.find(*incident.planId)->value;
            plan.checklist.push_back("One more");
            memory.responsePlans.put(*incident.planId, plan, 0, "Daniel Reyes");
        }
        TimelineEvent event;
        event.incidentId = checkout;
        event.at = m_fixture->story.clock.now();
        event.text = "from somebody else";
        event.author = "Daniel Reyes";
        memory.timelineEvents.put(Id<TimelineEvent>::generate(), event, 0, "Daniel Reyes");
        for (int i = 0; i < 40; ++i) {
            m_fixture->story.clock.advance(std::chrono::seconds(1));
            Q_EMIT m_fixture->ticker.tick();
        }
        QApplication::processEvents();
    }

    template <class Widget> Widget* visible() const
    {
        for (auto* widget : m_window->findChildren<Widget*>())
            if (widget->isVisible())
                return widget;
        return nullptr;
    }

    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(CompositionTest)
#include "compositiontest.moc"
