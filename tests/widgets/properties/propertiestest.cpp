#include "tests/support/panelfixture.h"
#include "widgets/common/chip.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/handover/formdialog.h"
#include "widgets/properties/auditmodel.h"
#include "widgets/properties/eventview.h"
#include "widgets/properties/propertiesforms.h"
#include "widgets/properties/propertiespanel.h"

#include <QtCore/QPointer>
#include <QtGui/QClipboard>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>

#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using test::Story;

namespace {

constexpr const char* message =
    R"({"receiver":"matoi","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"CheckoutSlow","service":"checkout-api","instance":"web-prod-3"},"annotations":{"summary":"p99 above 1.2 s for 3 min"},"startsAt":"2026-11-18T05:02:14.000Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"https://prometheus.hinode.example/graph?g0.expr=x","fingerprint":"9f2c41ab"}],"groupLabels":{"alertname":"CheckoutSlow"},"commonLabels":{"alertname":"CheckoutSlow","service":"checkout-api"},"commonAnnotations":{"summary":"p99 above 1.2 s for 3 min"},"externalURL":"https://alerts.hinode.example","version":"4","groupKey":"{}:{alertname=\"CheckoutSlow\"}"})";

} // namespace

/// The Properties tab, on the mock-ups' story.
class PropertiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::PanelFixture>();
        fill();
    }
    void cleanup()
    {
        m_panel = nullptr;
        m_fixture.reset();
    }

    void saysWhichVersionOfThePlanItGoesOnWith()
    {
        place();
        m_fixture->picture(*m_panel, u"properties"_s);
        QVERIFY(says(u"checkout-critical, version 1"_s));
        QVERIFY(says(u"has not been changed since"_s));
        ResponsePlan changed = memory().responsePlans.find(plan())->value;
        changed.title = "Checkout fails";
        m_fixture->story.clock.set(Story::at(14, 20));
        memory().responsePlans.put(plan(), changed, 0, "Daniel Reyes");
        QVERIFY(says(u"Version 2 was saved 14:20 by Daniel Reyes; this incident goes on with version 1."_s));
        QVERIFY(memory().responsePlans.remove(*memory().responsePlans.find(plan())));
        QVERIFY(says(u"The plan has been removed since."_s));
    }

    void saysThatAVersionIsNotKnownRatherThanGuessingOne()
    {
        edit([](Incident& incident) { incident.planVersion = 0; });
        place();
        QVERIFY(says(u"Which version it was is not known"_s));
        edit([](Incident& incident) { incident.planId.reset(); });
        QVERIFY(says(u"It was started without a plan."_s));
    }

    void countsTheRepeatsThatJoined()
    {
        place();
        QVERIFY(says(u"checkout-ap-northeast-1"_s));
        QVERIFY(says(u"join it until it is resolved"_s));
        QVERIFY(says(u"None has joined."_s));
        TimelineEvent repeat;
        repeat.incidentId = incident();
        repeat.at = Story::at(14, 9, 44);
        repeat.type = eventtype::repeated;
        memory().timelineEvents.put(Id<TimelineEvent>::generate(), repeat);
        edit([](Incident& incident) { incident.repeats = 3; });
        QVERIFY(says(u"3 repeats joined, the last at 14:09:44."_s));
        edit([](Incident& incident) { incident.status = IncidentStatus::Resolved; });
        QVERIFY(says(u"the next trigger opens a new incident"_s));
        edit([](Incident& incident) { incident.dedupeKey.clear(); });
        QVERIFY(says(u"each trigger opens an incident of its own"_s));
    }

    void takesATagAwayAndPutsItBack()
    {
        place();
        auto* tag = named<QAbstractButton>(u"Remove the tag team=commerce"_s);
        QVERIFY(tag != nullptr);
        tag->click();
        QCOMPARE(tags(), (std::vector<std::string>{"service=checkout-api", "tier=1"}));
        QVERIFY(m_fixture->history.undo());
        QCOMPARE(tags().size(), std::size_t(3));
    }

    void editsServiceAndTagsByKeyboard()
    {
        place();
        m_panel->edit();
        auto* form = m_panel->window()->findChild<FormDialog*>();
        QVERIFY(form != nullptr);
        const auto fields = form->findChildren<QLineEdit*>();
        fields[0]->setText(u"checkout-web"_s);
        fields[1]->setText(u"tier=1、 cause=deploy, tier=1 ,"_s);
        m_fixture->picture(*form, u"properties-edit"_s);
        QApplication::setActiveWindow(form);
        QVERIFY(QTest::qWaitForWindowActive(form));
        QTest::keyClick(form, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(memory().incidents.find(incident())->value.service, std::string("checkout-web"));
        QCOMPARE(tags(), (std::vector<std::string>{"tier=1", "cause=deploy"}));
        QVERIFY(says(u"checkout-web"_s));
    }

    void showsWhoHasWhichRoleAndOffersTheAct()
    {
        place();
        QVERIFY(says(u"nobody yet"_s));
        QVERIFY(says(u"since 14:06"_s));
        QVERIFY(named<QAbstractButton>(u"Incident commander: Hand over"_s) != nullptr);
        QSignalSpy asked(m_panel, &PropertiesPanel::commandRequested);
        named<QAbstractButton>(u"Incident commander: Hand over"_s)->click();
        QCOMPARE(asked.count(), 1);
        named<QAbstractButton>(u"Scribe: Assign"_s)->click();
        auto* form = m_panel->window()->findChild<FormDialog*>();
        QVERIFY(form != nullptr);
        form->button()->click();
        const auto scribe =
            memory().roleAssignments.find(roleAssignmentIdOf(incident(), domain::IncidentRole::Scribe));
        QCOMPARE(scribe->value.person, std::string("Misaki Sato"));
        QVERIFY(named<QAbstractButton>(u"Scribe: Change"_s) != nullptr);
    }

    void marksWhatThePlanTookFromTheEvent()
    {
        place();
        auto* view = m_panel->findChild<EventView*>();
        QVERIFY(view->toPlainText().contains(
            u"\n      \"labels\": {\n        \"alertname\": \"CheckoutSlow\","_s));
        QCOMPARE(view->extraSelections().size(), 2);
        QVERIFY(view->extraSelections().front().cursor.selectedText().contains(u"CheckoutSlow"_s));
        QVERIFY(view->isReadOnly());
        auto* choice = m_panel->findChild<SegmentedControl*>();
        choice->setCurrent(1);
        QCOMPARE(view->toPlainText(),
                 u"alertname = CheckoutSlow\nannotations.summary = p99 above 1.2 s for 3 min"_s);
        named<QAbstractButton>(u"Copy"_s)->click();
        QCOMPARE(QApplication::clipboard()->text(), view->toPlainText());
    }

    void saysWhoStartedItWhenNoDetectorDid()
    {
        edit([](Incident& incident) {
            incident.source = "manual";
            incident.sourceEvent.clear();
            incident.planValues.clear();
        });
        place();
        QVERIFY(!m_panel->findChild<EventView*>()->isVisible());
        QVERIFY(says(u"started it by hand; no detector sent anything."_s));
    }

    void readsTheAuditLogFromTheServiceAndSaysSo()
    {
        place();
        QVERIFY(says(u"Read from the service at 14:31:20."_s));
        QVERIFY(says(u"Chain verified, all 8,812 entries of the service's log."_s));
        const auto* model = list()->model();
        QCOMPARE(model->rowCount(), 6);
        QCOMPARE(line(0),
                 u"14:28:36, Misaki Sato: Paging begun: Payments on-call: held card authorisations"_s);
        QCOMPARE(line(1), u"14:20:02, Misaki Sato: Incident changed: impact, title"_s);
        QCOMPARE(line(3), u"14:06:02, Misaki Sato: Role added: Misaki Sato"_s);
        QCOMPARE(line(4), u"14:05:40, Misaki Sato: Acknowledged: by the link in the page"_s);
        chip(u"Paging"_s)->click();
        QCOMPARE(model->rowCount(), 2);
        chip(u"Roles"_s)->click();
        QCOMPARE(model->rowCount(), 1);
        named<QAbstractButton>(u"Copy as CSV"_s)->click();
        QVERIFY(QApplication::clipboard()->text().contains(u"role-assignment/"_s));
    }

    void readsOlderEntriesWhenAsked()
    {
        AuditPage page = memory().histories.audit.value();
        page.next = 2002;
        memory().histories.audit = page;
        place();
        auto* older = named<QAbstractButton>(u"Show older entries"_s);
        QVERIFY(older->isVisible());
        memory().histories.audit->lines = {{1999, Story::at(14, 1), "matoid", "create", "task/x", "{}"}};
        memory().histories.audit->next.reset();
        older->click();
        QCOMPARE(memory().histories.auditAsked.back(), std::optional<std::int64_t>(2002));
        QCOMPARE(list()->model()->rowCount(), 7);
        QVERIFY(!older->isVisible());
        // Reading the newest anew keeps what was read of older ones.
        memory().histories.audit = page;
        AuditLine fresh{2011, Story::at(14, 32), "Kenji Mori", "change", "summary/x", R"({"text":"New"})"};
        memory().histories.audit->lines.insert(memory().histories.audit->lines.begin(), fresh);
        edit([](Incident& incident) { incident.repeats = 9; });
        QTRY_COMPARE(list()->model()->rowCount(), 8);
    }

    void saysHowOldTheLogIsWithoutAConnectionAndReadsItAgainLater()
    {
        place();
        memory().histories.audit = domain::fail(ErrorCode::Unavailable, {}, "there is no connection");
        SyncState offline;
        offline.connection = SyncState::Connection::Offline;
        memory().notifier.setSyncState(offline);
        QVERIFY(says(u"it may have grown since"_s));
        edit([](Incident& incident) { incident.repeats = 9; });
        QTRY_VERIFY(says(u"Read from the service at 14:31:20. The service cannot be reached."_s));
        QCOMPARE(list()->model()->rowCount(), 6); // what was read stays
        m_fixture->picture(*m_panel, u"properties-offline"_s);
        memory().histories.audit = page();
        const auto before = memory().histories.auditAsked.size();
        offline.connection = SyncState::Connection::Live;
        memory().notifier.setSyncState(offline);
        QTRY_VERIFY(memory().histories.auditAsked.size() > before);
        QTRY_VERIFY(!says(u"cannot be reached"_s));
    }

    void saysInsteadOfAnEmptyLogThatItIsOnTheService()
    {
        memory().histories.audit = domain::fail(ErrorCode::Unavailable, {}, "no connection");
        place();
        QVERIFY(says(u"The audit log is on the service only."_s));
        QVERIFY(!list()->isVisible());
        QVERIFY(!named<QAbstractButton>(u"Copy as CSV"_s)->isEnabled());
    }

    void namesTheDayWhenItIsNotToday()
    {
        memory().histories.audit->lines.back().at = Story::at(14, 2) - std::chrono::hours(48);
        place();
        QVERIFY(line(0).startsWith(u"Wed 18 Nov 14:28, Misaki Sato"_s));
        QVERIFY(line(5).startsWith(u"Mon 16 Nov 14:02, alertmanager"_s));
        m_fixture->picture(*m_panel, u"properties-days"_s);
    }

    void isLoudWhenTheChainIsBroken()
    {
        memory().histories.audit->sound = false;
        memory().histories.audit->problem = "entry 7 was changed after it was written";
        place();
        QVERIFY(says(u"The chain of the log is broken: entry 7 was changed"_s));
        m_fixture->picture(*m_panel, u"properties-broken-chain"_s);
    }

    void copiesTheId()
    {
        place();
        named<QAbstractButton>(u"Copy the id"_s)->click();
        QCOMPARE(QApplication::clipboard()->text(), QString::fromStdString(incident().toString()));
    }

    void itsModelIsSound()
    {
        AuditModel model(m_fixture->context, this);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setNewest(page());
        model.setTopic(auditwords::Topic::Text);
        model.addOlder({.lines = {{3, Story::at(14, 0), "x", "create", "summary/y", "{}"}}});
        QCOMPARE(model.rowCount(), 2);
        model.clear();
    }

    void isReadableInJapaneseLargeTextLightAndNarrow()
    {
        m_fixture->speakJapanese();
        m_fixture->theme.setTextScale(1.5);
        m_fixture->theme.setMode(Theme::Mode::Light);
        m_panel = new PropertiesPanel(m_fixture->context);
        m_fixture->place(m_panel.data(), {1024, 680}, 72);
        m_fixture->picture(*m_panel, u"properties-ja-150-light-narrow"_s);
        QVERIFY(says(u"監査ログ"_s));
        for (const auto* one : m_panel->findChildren<QAbstractButton*>())
            if (one->isVisible() && !one->objectName().startsWith(u"qt_"_s))
                QVERIFY(!one->accessibleName().isEmpty() || !one->text().isEmpty());
    }

private:
    test::MemoryRepositories& memory() { return m_fixture->story.memory; }
    Id<Incident> incident() const { return m_fixture->story.checkout; }
    Id<ResponsePlan> plan() const { return m_fixture->story.plan; }
    std::vector<std::string> tags() { return memory().incidents.find(incident())->value.tags; }

    template <class F> void edit(F&& change)
    {
        Incident value = memory().incidents.find(incident())->value;
        change(value);
        memory().incidents.put(incident(), value);
    }

    static AuditPage page()
    {
        AuditPage page;
        page.lines = {
            {2010, Story::at(14, 28, 36), "Misaki Sato", "engage", "engagement/a",
             "Payments on-call: held card authorisations"},
            {2009, Story::at(14, 20, 2), "Misaki Sato", "change", "incident/a",
             R"({"impact":1,"title":"x"})"},
            {2008, Story::at(14, 13, 12), "Daniel Reyes", "change", "summary/a", R"({"text":"About 52%"})"},
            {2005, Story::at(14, 6, 2), "Misaki Sato", "create", "role-assignment/a",
             R"({"role":"commander","person":"Misaki Sato"})"},
            {2004, Story::at(14, 5, 40), "Misaki Sato", "acknowledge", "engagement/a", "email-link"},
            {2003, Story::at(14, 2, 15), "alertmanager", "create", "incident/a", "INC-2041"},
        };
        page.verified = page.entries = 8812;
        page.readAt = Story::at(14, 31, 20);
        return page;
    }

    void fill()
    {
        edit([](Incident& incident) {
            incident.planVersion = 1;
            incident.dedupeKey = "checkout-ap-northeast-1";
            incident.tags = {"service=checkout-api", "team=commerce", "tier=1"};
            incident.sourceEvent = message;
            incident.planValues = {{"alertname", "CheckoutSlow"},
                                   {"annotations.summary", "p99 above 1.2 s for 3 min"}};
        });
        memory().histories.audit = page();
    }
    void place()
    {
        m_panel = new PropertiesPanel(m_fixture->context);
        m_fixture->place(m_panel.data());
    }
    bool says(const QString& text) const
    {
        for (const auto* label : m_panel->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    template <class T> T* named(const QString& name) const
    {
        for (auto* one : m_panel->findChildren<T*>())
            if (one->accessibleName() == name || one->text() == name)
                return one;
        return nullptr;
    }
    Chip* chip(const QString& text) const { return named<Chip>(text); }
    QListView* list() const { return m_panel->findChild<QListView*>(); }
    QString line(int row) const { return list()->model()->index(row, 0).data().toString(); }

    std::unique_ptr<test::PanelFixture> m_fixture;
    QPointer<PropertiesPanel> m_panel;
};

QTEST_MAIN(PropertiesTest)
#include "propertiestest.moc"
