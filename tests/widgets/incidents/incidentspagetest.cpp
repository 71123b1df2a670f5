#include "widgets/incidents/incidentspage.h"

#include "tests/support/panelfixture.h"
#include "widgets/incidents/filterchip.h"
#include "widgets/incidents/incidentfilterbar.h"
#include "widgets/incidents/perioddialog.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using itemmodels::IncidentQuery;
using itemmodels::IncidentTableModel;

/// The page of all incidents as a person uses it.
class IncidentsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { make(); }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void showsAllAndOpensTheChosenOneWithEnter()
    {
        QSignalSpy opened(m_page.get(), &IncidentsPage::incidentOpened);
        m_page->view().setCurrentIndex(m_page->view().model()->index(0, 0));
        m_page->moveSelection(1);
        QTest::keyClick(&m_page->view(), Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.front().front().value<Id<Incident>>(), m_page->model().rows()[1].incident.id);
        m_fixture->picture(*m_page, QStringLiteral("incidents"));
    }

    void looksForWordsAndOpensThePlaceWhereTheyAre()
    {
        QSignalSpy opened(m_page.get(), &IncidentsPage::hitOpened);
        find(QStringLiteral("DB"));
        m_fixture->picture(*m_page, QStringLiteral("incidents-search"));
        QTest::keyClick(field(), Qt::Key_Down);
        QVERIFY(m_page->view().hasFocus());
        m_page->moveSelection(1);
        QTest::keyClick(&m_page->view(), Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.front().front().value<SearchHit>().incident, m_fixture->story.checkout);
    }

    void keepsThePlaceWhenResultsComeAnew()
    {
        find(QStringLiteral("DB"));
        m_page->moveSelection(1);
        m_page->moveSelection(1);
        const QString before = m_page->view().currentIndex().data().toString();
        QVERIFY(!before.isEmpty());
        page().left.clear();
        page().hits.pop_back();
        m_page->model().searchAgain();
        m_fixture->story.memory.search.answer();
        QCOMPARE(m_page->view().currentIndex().data().toString(), before);
    }

    void saysWhenNothingIsFoundAndShowsAllAgain()
    {
        m_fixture->story.memory.search.page = SearchPage();
        QTest::keyClicks(field(), QStringLiteral("nowhere"));
        m_fixture->story.memory.search.answer();
        m_fixture->picture(*m_page, QStringLiteral("incidents-none"));
        QVERIFY(!m_page->view().isVisible());
        QTest::mouseClick(button(QStringLiteral("Show all incidents")), Qt::LeftButton);
        QVERIFY(m_page->view().isVisible());
        QVERIFY(field()->text().isEmpty());
    }

    void countsNothingThatWasNotRead()
    {
        QVERIFY(says(u"7 of 7"_s));
        auto& memory = m_fixture->story.memory;
        memory.search.page = fail(ErrorCode::Internal, {}, "the copy cannot be read");
        field()->setText(u"checkout"_s);
        QVERIFY(memory.search.answer());
        QVERIFY(says(u"The search did not work: the copy cannot be read."_s));
        m_fixture->picture(*m_page, u"incidents-search-error"_s);
        for (const QString& untrue : {u" of 7"_s, u"readable offline"_s, u"Median"_s})
            QVERIFY2(!says(untrue), qPrintable(untrue));
    }

    void aHeadingSortsNewestFirstThenOldestAndThenLeavesTheWorstOnTopAgain()
    {
        const auto starts = [this] {
            std::vector<Time> times;
            for (const auto& row : m_page->model().rows())
                times.push_back(row.incident.value.startedAt);
            return times;
        };
        QHeaderView* header = m_page->view().header();
        QCOMPARE(header->sortIndicatorSection(), -1);
        const auto worstFirst = starts();
        const auto press = [&] {
            const int at = header->sectionViewportPosition(IncidentTableModel::StartedColumn) + 20;
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {at, header->height() / 2});
        };
        press();
        const auto newestFirst = starts();
        QVERIFY(std::is_sorted(newestFirst.rbegin(), newestFirst.rend()));
        press();
        const auto oldestFirst = starts();
        QVERIFY(std::is_sorted(oldestFirst.begin(), oldestFirst.end()));
        press();
        QCOMPARE(header->sortIndicatorSection(), -1);
        QCOMPARE(starts(), worstFirst);
    }

    void saysOfWhenItIsAndWhatIsUnsent()
    {
        SyncState state;
        state.connection = SyncState::Connection::Slow;
        state.syncedAt = test::Story::at(14, 27);
        m_fixture->story.memory.notifier.setSyncState(state);
        QVERIFY(says(u"readable offline. Others' changes up to 14:27"_s));
        m_fixture->picture(*m_page, u"incidents-slow"_s);
        const auto picture = [&] { return m_page->findChild<QTreeView*>()->viewport()->grab().toImage(); };
        const QImage sent = picture();
        auto changed = m_fixture->story.memory.incidents.find(m_fixture->story.search);
        m_fixture->story.memory.incidents.put(changed->id, changed->value, 1);
        QTRY_VERIFY2(picture() != sent, "a mark says that the change is here only");
        m_fixture->picture(*m_page, u"incidents-unsent"_s);
        const auto* rows = m_page->view().model();
        bool heard = false;
        for (int i = 0; i < rows->rowCount(); ++i)
            heard |= rows->index(i, IncidentTableModel::TitleColumn)
                         .data(Qt::AccessibleTextRole)
                         .toString()
                         .endsWith(u"not sent yet"_s);
        QVERIFY(heard);
    }

    void filtersByAChipAndTakesItAway()
    {
        auto chips = m_page->findChildren<FilterChip*>();
        QCOMPARE(chips.size(), 7);
        QTest::mouseClick(chips[0], Qt::LeftButton);
        auto* menu = m_page->findChild<ChoiceMenu*>();
        QVERIFY(menu != nullptr);
        QTest::keyClick(menu, Qt::Key_Space); // ticks "1 Critical" and stays
        QVERIFY(menu->isVisible());
        menu->close();
        for (const auto& row : m_page->model().rows())
            QCOMPARE(row.incident.value.impact, Impact::Critical);
        QCOMPARE(chips[0]->accessibleName(), QStringLiteral("Impact: 1"));
        m_fixture->picture(*m_page, QStringLiteral("incidents-filter"));
        QTest::keyClick(chips[0], Qt::Key_Delete);
        QCOMPARE(m_page->model().rowCount(), m_page->model().total());
    }

    void takesAPeriodOfDays()
    {
        auto* dialog =
            new PeriodDialog(m_fixture->theme, QDate(2026, 11, 18), QDate(2026, 11, 1), m_page.get());
        QSignalSpy chosen(dialog, &PeriodDialog::chosen);
        dialog->open();
        QTest::keyClick(dialog, Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.front().front().toDate(), QDate(2026, 11, 1));
    }

    void savesAViewAndComesBackToIt()
    {
        IncidentQuery query;
        query.filter.impacts = {Impact::Low};
        query.scope = IncidentQuery::Scope::Open;
        m_page->model().setQuery(query);
        QTest::mouseClick(button(QStringLiteral("Save view…")), Qt::LeftButton);
        auto* ask = m_page->findChild<QInputDialog*>();
        QVERIFY(ask != nullptr);
        ask->setTextValue(QStringLiteral("Small & open"));
        ask->accept();
        QCOMPARE(m_saved.size(), 1);
        m_page->model().setQuery({});
        QTest::mouseClick(button(QStringLiteral("Views")), Qt::LeftButton);
        auto* menu = m_page->findChild<QMenu*>();
        QVERIFY(menu != nullptr);
        menu->actions().constFirst()->trigger();
        QCOMPARE(m_page->model().query(), query);
        menu->close();
    }

    void writesWhatIsShownToAFile()
    {
        m_page->exportCsv();
        QFile file(m_folder.filePath(QStringLiteral("out.csv")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.startsWith("\xEF\xBB\xBFIncident,Title,Impact"));
        QCOMPARE(text.count("\r\n"), m_page->model().rowCount() + 1);
        QVERIFY(
            text.contains("INC-2041,Checkout slow and failing: CPU saturation on web-prod,1,Mitigating,"));
        QVERIFY(text.contains("2026-11-18T14:02:14+09:00"));
    }

    void saysWhyAFileCouldNotBeWritten()
    {
        m_file = QStringLiteral("/nowhere/out.csv");
        m_page->exportCsv();
        bool said = false;
        for (const QLabel* label : m_page->findChildren<QLabel*>())
            said = said || label->text().startsWith(QStringLiteral("/nowhere/out.csv could not be written"));
        QVERIFY(said);
    }

    void givesEverythingAName()
    {
        find(QStringLiteral("DB"));
        for (const QAbstractButton* control : m_page->findChildren<QAbstractButton*>())
            if (control->isVisible() && !control->objectName().startsWith(QStringLiteral("qt_")) &&
                qobject_cast<const QLineEdit*>(control->parent()) == nullptr)
                QVERIFY2(!control->accessibleName().isEmpty() || !control->text().isEmpty(),
                         control->metaObject()->className());
        QVERIFY(!field()->accessibleName().isEmpty());
        const QModelIndex first = m_page->view().model()->index(0, 0);
        QVERIFY(first.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("impact")));
        QVERIFY(first.model()
                    ->index(0, 0, first)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("DB")));
    }

    void isUsableInJapaneseAtOneAndAHalf()
    {
        m_page.reset();
        m_fixture->speakJapanese();
        m_fixture->theme.setTextScale(1.5);
        make(false);
        find(QStringLiteral("DB"));
        m_fixture->picture(*m_page, QStringLiteral("incidents-ja-150"));
        m_fixture->theme.setTextScale(1.0);
        m_fixture->theme.setMode(Theme::Mode::Light);
        m_page->resize(1368, 862);
        m_fixture->picture(*m_page, QStringLiteral("incidents-ja-light"));
        m_page->resize(952, 640);
        m_fixture->picture(*m_page, QStringLiteral("incidents-ja-narrow"));
    }

private:
    void make(bool anew = true)
    {
        if (anew)
            m_fixture = std::make_unique<test::PanelFixture>();
        m_file = m_folder.filePath(QStringLiteral("out.csv"));
        m_saved.clear();
        m_page = std::make_unique<IncidentsPage>(
            m_fixture->context,
            IncidentsPageLinks{[this] { return m_saved; },
                               [this](const QStringList& views) { m_saved = views; },
                               [this](const QString&, std::function<void(QString)> done) { done(m_file); }});
        m_page->resize(1368, 862);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        QApplication::setActiveWindow(m_page.get());
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

    bool says(const QString& text) const
    {
        const auto labels = m_page->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->isVisible() && label->text().contains(text);
        });
    }

    SearchPage& page() { return *m_fixture->story.memory.search.page; }

    void find(const QString& text)
    {
        const auto& story = m_fixture->story;
        const auto hit = [&](Kind kind, Id<Incident> incident, int minute, std::vector<SnippetPiece> pieces) {
            return SearchHit{kind, Uuid::generate(), incident, test::Story::at(14, minute),
                             std::move(pieces)};
        };
        m_fixture->story.memory.search.page = SearchPage{
            {hit(Kind::TimelineEvent, story.checkout, 9,
                 {{"Connection pool of the checkout ", false}, {"DB", true}, {" is at 98 %", false}}),
             hit(Kind::TimelineEvent, story.checkout, 22,
                 {{"決済", false}, {"DB", true}, {"の障害対応を開始、接続数を調査", false}}),
             hit(Kind::Summary, story.checkout, 12,
                 {{"…the primary ", false},
                  {"DB", true},
                  {" was not restarted. Checkout returns 503 for one customer in nine since 14:02, and the "
                   "queue of orders grows by 40 a minute while the cache warms.",
                   false}}),
             hit(Kind::Incident, story.search, 0,
                 {{"Search index lag: ", false}, {"DB", true}, {" replica", false}})},
            std::nullopt,
            {{story.checkout.uuid(), 14}},
            false};
        QTest::keyClicks(field(), text);
        m_fixture->story.memory.search.answer();
    }
    QLineEdit* field() const { return m_page->findChild<QLineEdit*>(); }
    QAbstractButton* button(const QString& text) const
    {
        for (auto* candidate : m_page->findChildren<QAbstractButton*>())
            if (candidate->text() == text)
                return candidate;
        return nullptr;
    }

    QTemporaryDir m_folder;
    QString m_file;
    QStringList m_saved;
    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<IncidentsPage> m_page;
};

QTEST_MAIN(IncidentsPageTest)
#include "incidentspagetest.moc"
