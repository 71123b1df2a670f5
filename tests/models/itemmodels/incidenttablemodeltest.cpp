#include "models/itemmodels/incidenttablemodel.h"

#include "tests/support/story.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

using namespace matoi;
using namespace matoi::domain;
using itemmodels::IncidentQuery;
using itemmodels::IncidentTableModel;
using Scope = IncidentQuery::Scope;

class IncidentTableModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_story = std::make_unique<test::Story>();
        m_model = std::make_unique<IncidentTableModel>(m_story->memory.ports, m_story->memory.notifier,
                                                       m_story->clock, QTimeZone("Asia/Tokyo"));
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_model->setActive(true);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_story.reset();
    }

    void listsWhatIsOpenByImpactAndThenTheNewestFirst()
    {
        QCOMPARE(m_model->rowCount(), m_model->total());
        QVERIFY(m_model->total() > 3);
        const auto open = [this](int i) { return row(i).incident.value.status != IncidentStatus::Resolved; };
        QVERIFY(open(0));
        for (int i = 1; i < m_model->rowCount(); ++i) {
            QVERIFY(open(i - 1) || !open(i));
            if (open(i))
                QVERIFY(row(i - 1).incident.value.impact <= row(i).incident.value.impact);
            else if (!open(i - 1))
                QVERIFY(row(i - 1).incident.value.startedAt >= row(i).incident.value.startedAt);
        }
        // Asked for, it is by the start alone.
        m_model->sort(IncidentTableModel::StartedColumn, Qt::DescendingOrder);
        for (int i = 1; i < m_model->rowCount(); ++i)
            QVERIFY(row(i - 1).incident.value.startedAt >= row(i).incident.value.startedAt);
        m_model->sort(IncidentTableModel::NoColumn, Qt::AscendingOrder);
        for (int i = 1; i < m_model->rowCount(); ++i)
            QVERIFY(open(i - 1) || !open(i));
    }

    void sortsByAnyColumn()
    {
        for (int column = 0; column < IncidentTableModel::ColumnCount; ++column) {
            m_model->sort(column, Qt::AscendingOrder);
            const auto first = row(0).incident.id;
            m_model->sort(column, Qt::DescendingOrder);
            QCOMPARE(m_model->rowCount(), m_model->total());
            if (column == IncidentTableModel::NumberColumn)
                QVERIFY(row(0).incident.id != first);
        }
        m_model->sort(IncidentTableModel::ImpactColumn, Qt::AscendingOrder);
        QCOMPARE(row(0).incident.value.impact, Impact::Critical);
    }

    void countsAndShowsEachScope()
    {
        for (const Scope scope : {Scope::Open, Scope::Mine, Scope::NeedsAnalysis, Scope::All}) {
            IncidentQuery query;
            query.scope = scope;
            m_model->setQuery(query);
            QCOMPARE(m_model->rowCount(), m_model->count(scope));
        }
        QCOMPARE(m_model->count(Scope::Open), 3);
    }

    void filters()
    {
        IncidentQuery query;
        query.filter.impacts = {Impact::Critical};
        query.filter.services = {"checkout-api"};
        m_model->setQuery(query);
        QVERIFY(m_model->rowCount() >= 1);
        for (const auto& shown : m_model->rows())
            QCOMPARE(shown.incident.value.service, std::string("checkout-api"));
        QVERIFY(m_model->choices().services.contains(QStringLiteral("checkout-api")));
    }

    void movesOneRowWhenAnIncidentChanges()
    {
        QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
        auto record = *m_story->memory.incidents.find(m_story->checkout);
        record.value.title = "Another title";
        m_story->memory.incidents.put(m_story->checkout, record.value);
        QCOMPARE(m_model->indexOf(m_story->checkout)
                     .siblingAtColumn(IncidentTableModel::TitleColumn)
                     .data()
                     .toString(),
                 QStringLiteral("Another title"));
        record.value.startedAt -= std::chrono::hours(24 * 365);
        m_story->memory.incidents.put(m_story->checkout, record.value);
        QCOMPARE(m_model->indexOf(m_story->checkout).row(), 0); // it is open, and there is none worse
        record.value.status = IncidentStatus::Resolved;
        m_story->memory.incidents.put(m_story->checkout, record.value);
        QCOMPARE(m_model->indexOf(m_story->checkout).row(), m_model->rowCount() - 1);
        m_story->memory.incidents.put(Id<Incident>::generate(), record.value);
        QCOMPARE(m_model->rowCount(), m_model->total());
        QCOMPARE(resets.count(), 0);
    }

    void readsNothingWhileNobodyLooks()
    {
        m_model->setActive(false);
        const int before = m_model->rowCount();
        m_story->memory.incidents.put(Id<Incident>::generate(), Incident());
        QCOMPARE(m_model->rowCount(), before);
        m_model->setActive(true);
        QCOMPARE(m_model->rowCount(), before + 1);
    }

    void showsHitsUnderTheirIncidents()
    {
        answerWith({hit(m_story->checkout, "disk"), hit(m_story->search, "disk"),
                    hit(m_story->checkout, "disk too")});
        look(QStringLiteral("disk"));
        QVERIFY(m_story->memory.search.answer());
        QCOMPARE(m_model->rowCount(), 2);
        const QModelIndex incident = m_model->indexOf(m_story->checkout);
        QCOMPARE(m_model->rowCount(incident), 2);
        const QModelIndex first = m_model->index(0, 0, incident);
        QCOMPARE(m_model->idAt(first), m_story->checkout);
        QCOMPARE(m_model->parent(first), incident);
        look(QString());
        QCOMPARE(m_model->rowCount(), m_model->total());
        QCOMPARE(m_model->state(), IncidentTableModel::State::Listed);
    }

    void keepsWhatIsShownUntilTheAnswerComes()
    {
        answerWith({hit(m_story->checkout, "disk")});
        look(QStringLiteral("disk"));
        QCOMPARE(m_model->rowCount(), m_model->total());
        QCOMPARE(m_model->state(), IncidentTableModel::State::Searching);
        m_story->memory.search.answer();
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(m_model->state(), IncidentTableModel::State::Found);
    }

    void forgetsTheQuestionBefore()
    {
        look(QStringLiteral("d"));
        look(QStringLiteral("di"));
        answerWith({hit(m_story->checkout, "disk")});
        QVERIFY(m_story->memory.search.answer());
        QCOMPARE(m_story->memory.search.requests.size(), 2u);
        QCOMPARE(m_model->rowCount(), 1);
        QVERIFY(!m_story->memory.search.answer());
    }

    void asksForTheIncidentsThatTheFiltersLetThrough()
    {
        IncidentQuery query;
        query.text = QStringLiteral("disk");
        query.filter.impacts = {Impact::Critical};
        query.period = IncidentQuery::Period::Today;
        m_model->setQuery(query);
        const SearchRequest& request = m_story->memory.search.requests.back();
        QCOMPARE(request.filter.impacts.size(), 1u);
        QCOMPARE(*request.filter.startedFrom, test::Story::at(0, 0));
    }

    void fetchesTheNextPagesByItselfButNotForEver()
    {
        answerWith({hit(m_story->checkout, "disk")});
        m_story->memory.search.page->next = SearchCursor{7, {}};
        look(QStringLiteral("disk"));
        while (m_story->memory.search.answer()) {
        }
        QCOMPARE(m_story->memory.search.requests.size(), 5u);
        QVERIFY(m_model->hasMore());
        m_model->fetchMoreHits();
        QCOMPARE(m_story->memory.search.requests.back().after->before, std::int64_t(7));
    }

    void looksAgainWhenSomethingWasWritten()
    {
        answerWith({});
        look(QStringLiteral("disk"));
        m_story->memory.search.answer();
        TimelineEvent event;
        event.incidentId = m_story->checkout;
        event.text = "disk";
        m_story->memory.timelineEvents.put(Id<TimelineEvent>::generate(), event);
        QTRY_COMPARE(m_story->memory.search.requests.size(), 2u);
    }

    void saysWhyItCouldNotLook()
    {
        m_story->memory.search.page = fail(ErrorCode::Unavailable, {}, "disk I/O error");
        look(QStringLiteral("disk"));
        m_story->memory.search.answer();
        QCOMPARE(m_model->state(), IncidentTableModel::State::Failed);
        QCOMPARE(m_model->problem(), QStringLiteral("disk I/O error"));
    }

private:
    const IncidentTableModel::Row& row(int index) const
    {
        return m_model->rows()[static_cast<std::size_t>(index)];
    }
    static SearchHit hit(Id<Incident> incident, const std::string& text)
    {
        return {Kind::TimelineEvent, Uuid::generate(), incident, test::Story::at(14, 10), {{text, true}}};
    }
    void answerWith(std::vector<SearchHit> hits)
    {
        m_story->memory.search.page = SearchPage{std::move(hits), std::nullopt, {}, false};
    }
    void look(const QString& text)
    {
        IncidentQuery query = m_model->query();
        query.text = text;
        m_model->setQuery(query);
    }

    std::unique_ptr<test::Story> m_story;
    std::unique_ptr<IncidentTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(IncidentTableModelTest)
#include "incidenttablemodeltest.moc"
