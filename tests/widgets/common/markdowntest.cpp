#include "widgets/common/markdown.h"

#include "tests/widgets/common/fixedscheme.h"
#include "widgets/common/markdowneditor.h"
#include "widgets/common/markdownview.h"
#include "widgets/common/theme.h"

#include <QtCore/QMimeData>
#include <QtGui/QAbstractTextDocumentLayout>
#include <QtGui/QInputMethodEvent>
#include <QtGui/QTextBlock>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;
using namespace matoi::widgets;

class MarkdownTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme =
            std::make_unique<Theme>(*qApp, std::make_unique<FixedScheme>(DesktopScheme::Preference::Dark));
    }

    void cleanupTestCase() { m_theme.reset(); }

    void findsMarksAndLeavesArithmeticAlone()
    {
        const auto runs =
            markdownRuns(u"**Impact.** CPU at `97` on *most*, 2 * 3 * 4, [log](https://x) and `open"_s);
        QCOMPARE(runs.size(), 4U);
        QCOMPARE(runs[0].kind, MarkdownRun::Kind::Strong);
        QCOMPARE(runs[0].length, 11);
        QCOMPARE(runs[1].kind, MarkdownRun::Kind::Code);
        QCOMPARE(runs[2].kind, MarkdownRun::Kind::Emphasis);
        QCOMPARE(runs[3].kind, MarkdownRun::Kind::Link);
    }

    void composingLastsFromTheFirstPreeditToTheCommit()
    {
        MarkdownEditor editor(*m_theme);
        QSignalSpy finished(&editor, &MarkdownEditor::compositionFinished);
        QVERIFY(!editor.composing());
        QInputMethodEvent first(u"けっさい"_s, {});
        QCoreApplication::sendEvent(&editor, &first);
        QVERIFY(editor.composing());
        QInputMethodEvent second(u"決済"_s, {});
        QCoreApplication::sendEvent(&editor, &second);
        QVERIFY(editor.composing());
        QCOMPARE(finished.count(), 0);
        QCOMPARE(editor.markdownText(), QString());

        QInputMethodEvent commit;
        commit.setCommitString(u"決済"_s);
        QCoreApplication::sendEvent(&editor, &commit);
        QVERIFY(!editor.composing());
        QCOMPARE(finished.count(), 1);
        QCOMPARE(editor.markdownText(), u"決済"_s);
    }

    void aMergedTextKeepsTheCursorWithItsWordsAndCanBeUndone()
    {
        MarkdownEditor editor(*m_theme);
        editor.setMarkdownText(u"One. Three."_s);
        QTextCursor cursor = editor.textCursor();
        cursor.setPosition(8);
        editor.setTextCursor(cursor);
        editor.mergeText(u"One. Two. Three."_s);
        QCOMPARE(editor.markdownText(), u"One. Two. Three."_s);
        QCOMPARE(editor.textCursor().position(), 13);
        editor.undo();
        QCOMPARE(editor.markdownText(), u"One. Three."_s);
    }

    void dressingIsNothingThatUndoWouldTakeBack()
    {
        MarkdownEditor editor(*m_theme);
        editor.setMarkdownText(u"One.\n\nTwo."_s);
        QVERIFY(!editor.document()->isUndoAvailable());
        QVERIFY(!editor.document()->isModified());
        QTest::keyClicks(&editor, u"x"_s);
        m_theme->setMode(Theme::Mode::Light);
        m_theme->setMode(Theme::Mode::Dark);
        int undos = 0;
        while (editor.markdownText().startsWith(u'x') && undos < 9) {
            editor.undo();
            ++undos;
        }
        QCOMPARE(undos, 1);
    }

    void pastesPlainTextAndMarksSelections()
    {
        MarkdownEditor editor(*m_theme);
        editor.setMarkdownText(u"a word"_s);
        QTextCursor cursor = editor.textCursor();
        cursor.setPosition(2);
        cursor.setPosition(6, QTextCursor::KeepAnchor);
        editor.setTextCursor(cursor);
        editor.toggleMark(u"**"_s);
        QCOMPARE(editor.markdownText(), u"a **word**"_s);
        QCOMPARE(editor.textCursor().selectedText(), u"word"_s);
    }

    void ctrlEnterCommits()
    {
        MarkdownEditor editor(*m_theme);
        QSignalSpy committed(&editor, &MarkdownEditor::commitRequested);
        QTest::keyClick(&editor, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(committed.count(), 1);
        QCOMPARE(editor.markdownText(), QString());
    }

    void strongEndsAtJapanesePunctuation()
    {
        MarkdownView view(*m_theme);
        view.setMarkdownText(u"**影響。**国内で**「停止」**した。`a**。**b`"_s);
        QCOMPARE(view.toPlainText(), u"影響。国内で「停止」した。a**。**b"_s);
        QTextCursor cursor(view.document());
        const auto isStrong = [&cursor](int position) {
            cursor.setPosition(position + 1);
            return cursor.charFormat().fontWeight() >= QFont::Bold;
        };
        QVERIFY(isStrong(0) && isStrong(2));
        QVERIFY(!isStrong(3));
        QVERIFY(isStrong(6) && isStrong(9));
        QVERIFY(!isStrong(10));
    }

    void theViewNeverRendersHtml()
    {
        MarkdownView view(*m_theme);
        view.setMarkdownText(u"before <img src=\"file:///etc/hostname\"> after"_s);
        QVERIFY(view.toPlainText().contains(u"<img"_s));
    }

    void linesAreEquallyHighInBothAndInBothLanguages()
    {
        MarkdownEditor editor(*m_theme);
        editor.resize(600, 300);
        editor.setMarkdownText(u"Latin\n決済が遅い Latin\nLatin"_s);
        MarkdownView view(*m_theme);
        view.resize(160, 300);
        view.setMarkdownText(
            u"Only Latin in this line, 決済が遅い in that, and then Latin again in the last"_s);
        editor.show();
        view.show();
        const auto baselines = [](QTextEdit& edit) {
            std::vector<double> list;
            for (QTextBlock block = edit.document()->begin(); block.isValid(); block = block.next()) {
                const double top = edit.document()->documentLayout()->blockBoundingRect(block).top();
                for (int i = 0; i < block.layout()->lineCount(); ++i) {
                    const QTextLine line = block.layout()->lineAt(i);
                    list.push_back(top + line.y() + line.ascent());
                }
            }
            return list;
        };
        const double line = markdownLineHeight(*m_theme);
        for (QTextEdit* edit : {static_cast<QTextEdit*>(&editor), static_cast<QTextEdit*>(&view)}) {
            const std::vector<double> y = baselines(*edit);
            QVERIFY(y.size() >= 3);
            for (std::size_t i = 1; i < y.size(); ++i) {
                QVERIFY2(qAbs(y[i] - y[i - 1] - line) < 1, qPrintable(QString::number(y[i] - y[i - 1])));
            }
        }
    }

    void theGrowingViewIsAsHighAsItsText()
    {
        MarkdownView view(*m_theme);
        view.resize(400, 50);
        view.setGrows(true);
        view.show();
        view.setMarkdownText(u"One.\n\nTwo.\n\nThree."_s);
        QVERIFY(view.height() >= 3 * markdownLineHeight(*m_theme));
        const int three = view.height();
        view.setMarkdownText(u"One."_s);
        QVERIFY(view.height() < three);
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(MarkdownTest)
#include "markdowntest.moc"
