#include "tests/support/panelfixture.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/emptystate.h"
#include "widgets/handover/formdialog.h"
#include "widgets/related/linkedpane.h"
#include "widgets/related/linkedrow.h"
#include "widgets/related/relatedpanel.h"
#include "widgets/related/similarrow.h"

#include <QtCore/QPointer>
#include <QtGui/QClipboard>
#include <QtGui/QDesktopServices>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>

#include <algorithm>
#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using std::chrono::minutes;
using test::Story;

/// Instead of the browser.
class Browser : public QObject
{
    Q_OBJECT

public:
    Browser()
    {
        for (const char* scheme : {"https", "http", "file", "javascript"})
            QDesktopServices::setUrlHandler(QString::fromLatin1(scheme), this, "open");
    }
    ~Browser() override
    {
        for (const char* scheme : {"https", "http", "file", "javascript"})
            QDesktopServices::unsetUrlHandler(QString::fromLatin1(scheme));
    }
    Q_INVOKABLE void open(const QUrl& url) { opened << url.toString(); }
    QStringList opened;
};

/// The Related tab, on the mock-ups' story.
class RelatedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::PanelFixture>();
        QApplication::clipboard()->clear();
    }
    void cleanup()
    {
        m_panel = nullptr;
        m_fixture.reset();
    }

    void saysWhatToDoWhenNothingIsLinked()
    {
        place();
        QVERIFY(says(u"Nothing linked."_s));
        QVERIFY(says(u"Looking through the incidents on this computer."_s));
        memory().similar.found = std::vector<SimilarIncident>();
        QVERIFY(memory().similar.answer());
        QVERIFY(says(u"No resolved incident on this computer is like this one."_s));
        m_fixture->picture(*m_panel, u"related-empty"_s);
    }

    void showsAlarmsThatFireFirstAndHowTheyStand()
    {
        fill();
        place();
        memory().similar.answer();
        m_fixture->picture(*m_panel, u"related"_s);
        const auto rows = linked();
        QCOMPARE(rows.size(), std::size_t(6));
        QVERIFY(rows[0]->accessibleName().startsWith(u"Alarm, checkout-p99-latency"_s));
        QVERIFY(rows[0]->accessibleName().contains(u"started this incident"_s));
        QVERIFY(rows[0]->accessibleName().endsWith(u"In alarm"_s));
        QVERIFY(rows[2]->accessibleName().endsWith(u"Recovered 14:29"_s));
        RelatedItem alarm = memory().relatedItems.of(incident().uuid()).front().value;
        alarm.alarmState = AlarmState::Recovered;
        alarm.recoveredAt = Story::at(14, 31);
        memory().relatedItems.put(memory().relatedItems.of(incident().uuid()).front().id, alarm);
        QVERIFY(linked().front()->accessibleName().startsWith(u"Alarm, web-prod-cpu-high"_s));
    }

    void saysOfWhenTheAlarmsStoodSo()
    {
        fill();
        place();
        QVERIFY(!heard(u"as of 14:29"_s));
        SyncState state;
        state.connection = SyncState::Connection::Offline;
        state.syncedAt = Story::at(14, 29);
        memory().notifier.setSyncState(state);
        QVERIFY(heard(u"as of 14:29"_s));
        m_fixture->picture(*m_panel, u"related-offline"_s);
        const QImage old = linked().front()->grab().toImage();
        state.connection = SyncState::Connection::Live;
        memory().notifier.setSyncState(state);
        QVERIFY(!heard(u"as of 14:29"_s));
        QVERIFY2(linked().front()->grab().toImage() != old, "what may be over is not red");
    }

    void linksAPastedAddressWithATitleGuessedFromIt()
    {
        place();
        QApplication::clipboard()->setText(u" https://hinode.atlassian.net/browse/PAY-3318\n"_s);
        QTest::keyClick(m_panel->window(), Qt::Key_V, Qt::ControlModifier);
        auto* dialog = form();
        QVERIFY(dialog != nullptr);
        const auto fields = dialog->findChildren<QLineEdit*>();
        QCOMPARE(fields[0]->text(), u"https://hinode.atlassian.net/browse/PAY-3318"_s);
        QCOMPARE(fields[1]->placeholderText(), u"PAY-3318"_s);
        QCOMPARE(dialog->findChild<QComboBox*>()->currentText(), u"Ticket"_s);
        m_fixture->picture(*dialog, u"related-link"_s);
        dialog->button()->click();
        const auto items = memory().relatedItems.of(incident().uuid());
        QCOMPARE(items.size(), std::size_t(1));
        QCOMPARE(items.front().value.title, std::string("PAY-3318"));
        QCOMPARE(items.front().value.relatedKind, RelatedKind::Ticket);
        QVERIFY(linked().front()->accessibleName().contains(u"hinode.atlassian.net"_s));
        QVERIFY(m_fixture->history.undo());
        QVERIFY(memory().relatedItems.of(incident().uuid()).empty());
    }

    void refusesWhatIsNoAddressOfTheWebAndKeepsWhatWasTyped()
    {
        place();
        QApplication::clipboard()->setText(u"file:///etc/passwd"_s);
        button(u"Link…"_s)->click();
        auto* dialog = form();
        const auto fields = dialog->findChildren<QLineEdit*>();
        QVERIFY2(fields[0]->text().isEmpty(), "only an address of the web is taken from the clipboard");
        fields[0]->setText(u"javascript:alert(1)"_s);
        dialog->button()->click();
        QVERIFY(!dialog->isHidden());
        QCOMPARE(fields[0]->text(), u"javascript:alert(1)"_s);
        QVERIFY(memory().relatedItems.all().empty());
    }

    void opensOutsideOnlyWhatIsOfTheWeb()
    {
        Browser browser;
        fill();
        // What another program wrote straight into the service's store.
        RelatedItem bad;
        bad.incidentId = incident();
        bad.title = "Free coffee";
        bad.url = "file:///etc/passwd";
        memory().relatedItems.put(Id<RelatedItem>::generate(), bad);
        place();
        button(u"Open Checkout golden signals"_s)->click();
        QCOMPARE(browser.opened,
                 QStringList{u"https://grafana.hinode.example/d/abc/checkout-golden-signals"_s});
        QVERIFY(!button(u"Open Free coffee"_s)->isVisible());
        QTest::mouseDClick(linked().back(), Qt::LeftButton);
        QCOMPARE(browser.opened.size(), 1);
    }

    void removesALinkWithAWayBackButNotAnAlarm()
    {
        fill();
        place();
        QCOMPARE(menuOf(u"More about checkout-p99-latency"_s),
                 (QStringList{u"Copy the address"_s, u"Copy the title"_s}));
        const auto before = memory().relatedItems.all().size();
        choose(u"More about PAY-3318 Held card authorisations"_s, u"Remove the link"_s);
        QCOMPARE(memory().relatedItems.all().size(), before - 1);
        QVERIFY(m_fixture->history.undo());
        QCOMPARE(memory().relatedItems.all().size(), before);
        choose(u"More about PAY-3318 Held card authorisations"_s, u"Copy the address"_s);
        QCOMPARE(QApplication::clipboard()->text(), u"https://hinode.atlassian.net/browse/PAY-3318"_s);
    }

    void changesALink()
    {
        fill();
        place();
        choose(u"More about PAY-3318 Held card authorisations"_s, u"Edit…"_s);
        auto* dialog = form();
        dialog->findChildren<QLineEdit*>()[2]->setText(u"Kenji has it"_s);
        dialog->button()->click();
        QVERIFY(linkedText().contains(u"Kenji has it"_s));
        QVERIFY(m_fixture->history.undo());
        QVERIFY(!linkedText().contains(u"Kenji has it"_s));
    }

    void saysWhyAPastIncidentIsLikeThisAndWhatFixedIt()
    {
        fill();
        place();
        QVERIFY(memory().similar.answer());
        const auto* row = similar().front();
        QVERIFY(row->accessibleName().contains(
            u"Same alarm: checkout-p99-latency. Same service. Both say: price"_s));
        QVERIFY(row->accessibleName().contains(u"Fixed by: Rolled back in 31 min. Resolved in 1 h 14 m."_s));
        QVERIFY(similar().back()->accessibleName().contains(u"What fixed it is not written down."_s));
        QSignalSpy opened(m_panel, &RelatedPanel::incidentRequested);
        button(u"Open INC-2038"_s)->click();
        QCOMPARE(opened.count(), 1);
    }

    void linksASimilarIncidentOrTeachesThatItIsNotOne()
    {
        fill();
        place();
        memory().similar.answer();
        const auto before = linked().size();
        button(u"Link INC-2038"_s)->click();
        QCOMPARE(linked().size(), before + 1);
        QVERIFY(linkedText().contains(u"Card payments declined for Visa (acquirer outage)"_s));
        QVERIFY2(button(u"Link INC-2038"_s) == nullptr || !button(u"Link INC-2038"_s)->isVisible(),
                 "what is linked is not suggested");
        button(u"INC-2037 is not related"_s)->click();
        QCOMPARE(visible(similar()), 0);
        const auto items = memory().relatedItems.of(incident().uuid());
        QVERIFY2(items.back().value.refused, "the team shares it");
        QCOMPARE(linked().size(), before + 1);
        QVERIFY(m_fixture->history.undo());
        QVERIFY(!memory().relatedItems.of(incident().uuid()).back().value.refused);
    }

    void asksAgainWhenWhatIsComparedChanges()
    {
        place();
        memory().similar.answer();
        const auto asked = memory().similar.asked.size();
        Incident value = memory().incidents.find(incident())->value;
        value.service = "payments";
        memory().incidents.put(incident(), value);
        QTRY_VERIFY(memory().similar.asked.size() > asked);
        QCOMPARE(memory().similar.asked.back(), incident());
    }

    void isReadableInJapaneseLargeTextLightAndNarrow()
    {
        m_fixture->speakJapanese();
        m_fixture->theme.setTextScale(1.5);
        m_fixture->theme.setMode(Theme::Mode::Light);
        fill();
        m_panel = new RelatedPanel(m_fixture->context);
        m_fixture->place(m_panel.data(), {1024, 680}, 72);
        memory().similar.answer();
        m_fixture->picture(*m_panel, u"related-ja-150-light-narrow"_s);
        for (const auto* one : m_panel->findChildren<QAbstractButton*>())
            if (one->isVisible() && !one->objectName().startsWith(u"qt_"_s))
                QVERIFY(!one->accessibleName().isEmpty() || !one->text().isEmpty());
    }

private:
    test::MemoryRepositories& memory() { return m_fixture->story.memory; }
    Id<Incident> incident() const { return m_fixture->story.checkout; }

    /// Painted parts, as a screen reader hears them.
    bool heard(const QString& text) const
    {
        const auto parts = m_panel->findChildren<QWidget*>();
        return std::any_of(parts.begin(), parts.end(), [&](const QWidget* part) {
            return part->isVisible() && part->accessibleName() == text;
        });
    }
    void place()
    {
        m_panel = new RelatedPanel(m_fixture->context);
        m_fixture->place(m_panel.data());
        QApplication::setActiveWindow(m_panel->window());
        QVERIFY(QTest::qWaitForWindowActive(m_panel->window()));
    }

    void alarm(const char* title, const char* note, bool started, AlarmState state)
    {
        RelatedItem item;
        item.incidentId = incident();
        item.relatedKind = RelatedKind::Alarm;
        item.title = title;
        item.note = note;
        item.url = "https://prometheus.hinode.example/graph?g0.expr=x";
        item.source = "alertmanager";
        item.startedIt = started;
        item.alarmState = state;
        item.firedAt = Story::at(14, 4, 31);
        if (state == AlarmState::Recovered)
            item.recoveredAt = Story::at(14, 29);
        memory().relatedItems.put(relatedAlarmIdOf(incident(), title), item);
    }
    void link(RelatedKind kind, const char* title, const char* url, const char* note, int unsent = 0)
    {
        RelatedItem item;
        item.incidentId = incident();
        item.relatedKind = kind;
        item.title = title;
        item.url = url;
        item.note = note;
        memory().relatedItems.put(Id<RelatedItem>::generate(), item, unsent);
    }
    SimilarIncident past(int number) const
    {
        for (const auto& incident : m_fixture->story.memory.incidents.all())
            if (incident.value.number == number)
                return {incident, {}, {}};
        return {};
    }
    void fill()
    {
        alarm("checkout-p99-latency", "above 1.2 s for 3 min", true, AlarmState::Firing);
        alarm("web-prod-cpu-high", "above 85% for 5 min", false, AlarmState::Firing);
        alarm("orders-per-minute-low", "under 300/min", false, AlarmState::Recovered);
        link(RelatedKind::Dashboard, "Checkout golden signals",
             "https://grafana.hinode.example/d/abc/checkout-golden-signals", "");
        link(RelatedKind::Ticket, "PAY-3318 Held card authorisations",
             "https://hinode.atlassian.net/browse/PAY-3318", "318 orders");
        link(RelatedKind::Change, "Deploy 2026.11.18-3 to web-prod",
             "https://ci.hinode.example/pipelines/8812", "41 changes", 1);
        SimilarIncident first = past(2038);
        first.why.alarms = {"checkout-p99-latency"};
        first.why.sameService = true;
        first.why.words = {"price", "checkout"};
        first.remedy = rules::Remedy{rules::Remedy::From::Analysis, "Rolled back in 31 min."};
        SimilarIncident second = past(2037);
        second.why.sameService = true;
        memory().similar.found = std::vector<SimilarIncident>{first, second};
    }

    std::vector<LinkedRow*> linked() const
    {
        std::vector<LinkedRow*> rows;
        for (auto* row : m_panel->findChildren<LinkedRow*>())
            if (row->isVisible())
                rows.push_back(row);
        return rows;
    }
    QString linkedText() const
    {
        QString all;
        for (const auto* row : linked())
            all += row->accessibleName() + u'\n';
        return all;
    }
    std::vector<SimilarRow*> similar() const
    {
        const auto rows = m_panel->findChildren<SimilarRow*>();
        return {rows.begin(), rows.end()};
    }
    static int visible(const std::vector<SimilarRow*>& rows)
    {
        int count = 0;
        for (const auto* row : rows)
            count += row->isVisible() ? 1 : 0;
        return count;
    }
    bool says(const QString& text) const
    {
        for (const auto* label : m_panel->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    QAbstractButton* button(const QString& name) const
    {
        QAbstractButton* found = nullptr;
        for (auto* one : m_panel->findChildren<QAbstractButton*>())
            if (one->accessibleName() == name || one->text() == name)
                found = found == nullptr || one->isVisible() ? one : found;
        return found;
    }
    FormDialog* form() const { return m_panel->window()->findChild<FormDialog*>(); }
    QMenu* openMenu(const QString& of) const
    {
        button(of)->click();
        const auto menus = m_panel->findChildren<QMenu*>();
        return menus.isEmpty() ? nullptr : menus.back();
    }
    QStringList menuOf(const QString& of) const
    {
        QMenu* menu = openMenu(of);
        QStringList words;
        for (const QAction* action : menu->actions())
            words << action->text();
        menu->close();
        delete menu;
        return words;
    }
    void choose(const QString& of, const QString& entry) const
    {
        QMenu* menu = openMenu(of);
        for (QAction* action : menu->actions())
            if (action->text() == entry)
                action->trigger();
        menu->close();
        delete menu;
    }

    std::unique_ptr<test::PanelFixture> m_fixture;
    QPointer<RelatedPanel> m_panel;
};

QTEST_MAIN(RelatedTest)
#include "relatedtest.moc"
