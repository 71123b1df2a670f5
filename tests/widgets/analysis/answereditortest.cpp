#include "widgets/analysis/answereditor.h"

#include "tests/support/panelfixture.h"
#include "widgets/common/markdowneditor.h"

#include <memory>

using namespace matoi;
using namespace matoi::widgets;
using namespace matoi::domain;
using namespace Qt::StringLiterals;

/// What was typed into an answer is there after an end of the program, and takes nobody's sentence away.
class AnswerEditorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::PanelFixture>();
        m_fixture->window.resize(900, 600);
        m_fixture->window.show();
        QApplication::setActiveWindow(&m_fixture->window);
        QVERIFY(QTest::qWaitForWindowActive(&m_fixture->window));
        Analysis analysis;
        analysis.incidentId = m_fixture->story.checkout;
        analysis.questions = {{"how", QuestionCategory::Detection, "How was it found?", "", "", ""}};
        m_analysis = {Id<Analysis>::generate(), analysis, {}};
    }
    void cleanup()
    {
        m_editor.reset();
        m_fixture.reset();
    }

    void aDraftIsSavedOverTheTextItBeganOn()
    {
        put("By an alarm.");
        open();
        type(u"It was late. "_s);
        m_editor.reset(); // nothing is saved: the end of the program
        put("By an alarm. Ten minutes.");
        open();
        QVERIFY(text()->markdownText().contains(u"It was late."_s));
        m_editor->saveNow();
        QCOMPARE(answers().bases.size(), 1u);
        QCOMPARE(answers().bases.front().text, std::string("By an alarm."));
        QVERIFY2(m_fixture->story.memory.drafts.texts.empty(), "it has come to what it was for");
    }

    void theDraftOfAnEarlierVersionIsStillRead()
    {
        put("By an alarm.");
        m_fixture->story.memory.drafts.setDraft("answer:" + m_analysis.id.toString() + ":how",
                                                "By a customer.");
        open();
        QCOMPARE(text()->markdownText(), u"By a customer."_s);
        m_editor->saveNow();
        QCOMPARE(answers().find(answerIdOf(m_analysis.id, "how"))->value.text, std::string("By a customer."));
    }

private:
    test::MemoryRepository<Answer>& answers() { return m_fixture->story.memory.answers; }
    MarkdownEditor* text() const { return m_editor->findChild<MarkdownEditor*>(); }
    void put(const std::string& value)
    {
        answers().put(answerIdOf(m_analysis.id, "how"),
                      {m_fixture->story.checkout, m_analysis.id, "how", value});
    }
    void open()
    {
        m_editor = std::make_unique<AnswerEditor>(m_fixture->context, &m_fixture->window);
        m_editor->setGeometry(m_fixture->window.rect());
        m_editor->setQuestion(m_analysis, 0);
        m_editor->show();
    }
    void type(const QString& what)
    {
        text()->setFocus();
        QVERIFY(text()->hasFocus());
        QTest::keyClicks(text(), what);
    }

    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<AnswerEditor> m_editor;
    Record<Analysis> m_analysis;
};

QTEST_MAIN(AnswerEditorTest)
#include "answereditortest.moc"
