#include "widgets/contacts/contactspanel.h"

#include "tests/support/panelfixture.h"
#include "widgets/common/commandbutton.h"
#include "widgets/contacts/contactcard.h"
#include "widgets/contacts/engagementlanes.h"
#include "widgets/handover/formdialog.h"

#include <QtGui/QAccessible>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

#include <algorithm>
#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using test::Story;

/// Who is paged, who has answered and whom to call by hand, on the mock-ups' story.
class ContactsPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::PanelFixture>();
        phone(m_fixture->story.kenji, "+81 80 5555 9032");
    }
    void cleanup()
    {
        m_panel = nullptr;
        m_fixture.reset();
    }

    void saysOfEachPersonWhetherTheyHaveAnswered()
    {
        place();
        m_fixture->picture(*m_panel, u"contacts"_s);
        QVERIFY(heard(u"Acknowledged 14:05"_s));
        QVERIFY(heard(u"No answer, 02:49"_s));
        QVERIFY(heard(u"Next, at 14:33:36"_s));
        m_fixture->story.clock.advance(std::chrono::seconds(10));
        Q_EMIT m_fixture->ticker.tick();
        QVERIFY(heard(u"No answer, 02:59"_s));
    }

    void showsWhereTheAnswerCameAndWhatWasNotNeededAfterIt()
    {
        place();
        const auto lanes = m_panel->findChildren<EngagementLanes*>();
        QCOMPARE(lanes.size(), 2);
        QString all;
        for (const EngagementLanes* lane : lanes)
            all += lane->accessibleText();
        QVERIFY2(all.contains(u"acknowledged 03:26"_s), qPrintable(all));
        QVERIFY(says(u"acknowledged by Misaki Sato after 3 m 26 s"_s));
    }

    void saysWhyAPageFailedInTheProvidersWords()
    {
        auto& pages = m_fixture->story.memory.pages;
        for (const auto& page : pages.of(incident().uuid()))
            if (page.value.engagementId == m_fixture->story.running && page.value.state == PageState::Sent) {
                Page failed = page.value;
                failed.state = PageState::Error;
                failed.error = "550 mailbox full";
                pages.put(page.id, failed);
                break;
            }
        place();
        bool told = false;
        for (const EngagementLanes* lane : m_panel->findChildren<EngagementLanes*>())
            told = told || lane->accessibleText().contains(u"550 mailbox full"_s);
        QVERIFY(told);
    }

    void keepsTheNumberOfAPersonAndCanTakeItBack()
    {
        place();
        auto* add = named(u"Add the number of Misaki Sato"_s);
        QVERIFY(add != nullptr);
        add->click();
        auto* dialog = m_panel->findChild<FormDialog*>();
        QVERIFY(dialog != nullptr);
        auto* field = dialog->findChild<QLineEdit*>();
        field->setText(u"ask around"_s);
        dialog->button()->click();
        QVERIFY(!dialog->isHidden());
        field->setText(u"+81 90 5555 4417"_s);
        dialog->button()->click();
        QCOMPARE(contact(m_fixture->story.misaki).phone, std::string("+81 90 5555 4417"));
        QVERIFY(named(u"Edit the number of Misaki Sato"_s) != nullptr);
        QVERIFY(m_fixture->history.undo());
        QCOMPARE(contact(m_fixture->story.misaki).phone, std::string());
    }

    void listsNumbersToCallByHandWithoutAConnection()
    {
        place();
        QVERIFY(!says(u"nobody can be paged from here now"_s));
        SyncState state = m_fixture->story.memory.notifier.syncState();
        state.connection = SyncState::Connection::Offline;
        m_fixture->story.memory.notifier.setSyncState(state);
        m_fixture->picture(*m_panel, u"contacts-offline"_s);
        QVERIFY(says(u"Offline: nobody can be paged from here now"_s));
        QVERIFY(says(u"Last contact state 14:31."_s));
        auto* number = named(u"Kenji Mori, +81 80 5555 9032. Copy the number"_s);
        QVERIFY(number != nullptr && number->isVisible());
        number->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"+81 80 5555 9032"_s);
        for (const auto* button : m_panel->findChildren<CommandButton*>())
            if (button->text() == u"Escalate now"_s)
                QVERIFY(!button->isEnabled());
    }

    void callsFirstWhoHasNotAnsweredAndNeitherOneselfNorWhoHas()
    {
        for (const Id<Contact> id : {m_fixture->story.misaki, m_fixture->story.aiko})
            phone(id, "+81 80 5555 0000");
        m_fixture->story.memory.notifier.setSession({"Daniel Reyes", "commander", m_fixture->story.daniel});
        place();
        connectAs(SyncState::Connection::Offline);
        const QStringList names = callable();
        QVERIFY(names.size() >= 2);
        QCOMPARE(names.front(), u"Kenji Mori"_s);
        QVERIFY2(names.indexOf(u"Aiko Tanaka"_s) == 1, "paged next");
        QVERIFY2(!names.contains(u"Misaki Sato"_s), "has answered");
        QVERIFY2(!names.contains(u"Daniel Reyes"_s), "it is oneself");
    }

    void saysOnceThatNoNumberIsKnownAndTakesOne()
    {
        phone(m_fixture->story.kenji, "");
        place();
        connectAs(SyncState::Connection::Offline);
        m_fixture->picture(*m_panel, u"contacts-offline-nonumber"_s);
        QVERIFY(says(u"No phone number is known."_s));
        QVERIFY(callable().isEmpty());
        CommandButton* add = nullptr;
        for (auto* button : m_panel->findChildren<CommandButton*>())
            if (button->text() == u"Add the number of Kenji Mori…"_s && button->isVisible())
                add = button;
        QVERIFY(add != nullptr);
        add->click();
        auto* dialog = m_panel->window()->findChild<FormDialog*>();
        QVERIFY(dialog != nullptr);
        dialog->findChild<QLineEdit*>()->setText(u"+81 80 5555 9032"_s);
        dialog->button()->click();
        QTRY_VERIFY(named(u"Kenji Mori, +81 80 5555 9032. Copy the number"_s) != nullptr);
        QVERIFY(!says(u"No phone number is known."_s));
    }

    void neverCutsAStateAndSaysTheCarriersReasonInFull()
    {
        const QString reason = u"550 5.1.1 mailbox unavailable for this address, see the postmaster"_s;
        auto& pages = m_fixture->story.memory.pages;
        for (const auto& page : pages.of(incident().uuid()))
            if (page.value.engagementId == m_fixture->story.running && page.value.state == PageState::Sent) {
                Page failed = page.value;
                failed.state = PageState::Error;
                failed.error = reason.toStdString();
                pages.put(page.id, failed);
            }
        place();
        m_fixture->picture(*m_panel, u"contacts-failed"_s);
        bool told = false;
        for (const EngagementLanes* lanes : m_panel->findChildren<EngagementLanes*>())
            for (const auto& lane : lanes->lanes()) {
                told = told || lane.trouble == u"This console and e-mail not delivered: "_s + reason;
                for (const auto& node : lane.nodes)
                    QVERIFY2(!node.text.contains(reason), "beside a node it would be cut");
            }
        QVERIFY(told);
    }

    void isReadableInJapaneseLargeTextAndLight()
    {
        m_fixture->speakJapanese();
        m_fixture->theme.setTextScale(1.5);
        m_fixture->theme.setMode(Theme::Mode::Light);
        place();
        m_fixture->picture(*m_panel, u"contacts-ja-150-light"_s);
        for (const ContactCard* card : m_panel->findChildren<ContactCard*>())
            QVERIFY(card->mapTo(m_panel, QPoint(card->width(), 0)).x() <= m_panel->width());
    }

private:
    void connectAs(SyncState::Connection connection)
    {
        SyncState state = m_fixture->story.memory.notifier.syncState();
        state.connection = connection;
        m_fixture->story.memory.notifier.setSyncState(state);
    }
    /// Whose numbers can be copied, from the top.
    QStringList callable() const
    {
        std::vector<std::pair<int, QString>> found;
        for (auto* button : m_panel->findChildren<CommandButton*>())
            if (button->isVisible() && button->accessibleName().endsWith(u". Copy the number"_s))
                found.emplace_back(button->mapTo(m_panel, QPoint()).y(),
                                   button->accessibleName().section(u',', 0, 0));
        std::sort(found.begin(), found.end());
        QStringList names;
        for (const auto& [y, name] : found)
            names << name;
        return names;
    }
    Id<Incident> incident() const { return m_fixture->story.checkout; }
    Contact contact(Id<Contact> id) const { return m_fixture->story.memory.contacts.find(id)->value; }
    void phone(Id<Contact> id, const std::string& number)
    {
        Contact value = contact(id);
        value.phone = number;
        m_fixture->story.memory.contacts.put(id, value);
    }
    void place()
    {
        m_panel = new ContactsPanel(m_fixture->context);
        m_fixture->place(m_panel);
    }
    CommandButton* named(const QString& name) const
    {
        for (auto* button : m_panel->findChildren<CommandButton*>())
            if (button->accessibleName() == name)
                return button;
        return nullptr;
    }
    bool says(const QString& text) const
    {
        for (const auto* label : m_panel->findChildren<QLabel*>())
            if (label->text().contains(text) && label->isVisible())
                return true;
        return false;
    }
    /// Painted parts, as a screen reader hears them.
    bool heard(const QString& text) const
    {
        for (auto* widget : m_panel->findChildren<QWidget*>())
            if (widget->isVisible() && widget->accessibleName() == text)
                return true;
        return false;
    }

    std::unique_ptr<test::PanelFixture> m_fixture;
    ContactsPanel* m_panel = nullptr; // the fixture's window owns it
};

QTEST_MAIN(ContactsPanelTest)
#include "contactspaneltest.moc"
