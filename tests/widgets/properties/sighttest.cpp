#include "tests/support/panelfixture.h"
#include "widgets/common/commandbutton.h"
#include "widgets/handover/formdialog.h"
#include "widgets/properties/sightpane.h"

#include <QtCore/QPointer>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMessageBox>

#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;

/// Who sees the incident, in the Properties tab, on the mock-ups' story.
class SightTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::PanelFixture>();
        m_mei = contact("Mei Tanaka");
        m_priya = contact("Priya Nair");
        memory().notifier.setSession({"Mei Tanaka", "commander", m_mei, {}});
    }
    void cleanup()
    {
        m_pane = nullptr;
        m_fixture.reset();
    }

    void saysWhatRestrictingDoesBeforeItIsDone()
    {
        place();
        QVERIFY(says(u"Everybody who has a token for this service."_s));
        m_fixture->picture(*m_pane, u"sight-open"_s);
        button(u"Restrict…"_s)->click();
        QVERIFY(!value().restricted);
        QVERIFY(asked(u"one that stays offline keeps what it has"_s));
        answer(u"Restrict"_s);
        QVERIFY(value().restricted);
        QCOMPARE(value().visibleTo, std::vector<Id<Contact>>{m_mei});
        QVERIFY(says(u"Mei Tanaka (you)"_s));
        QVERIFY(says(u"Admins see it too"_s));
        m_fixture->picture(*m_pane, u"sight-restricted"_s);
        QVERIFY(m_fixture->history.undo());
        QVERIFY(!value().restricted);
    }

    void listsEverybodyWithTheReason()
    {
        restrict({m_mei});
        RoleAssignment role;
        role.incidentId = incident();
        role.role = domain::IncidentRole::Liaison;
        role.person = "Priya Nair";
        role.contactId = m_priya;
        memory().roleAssignments.put(roleAssignmentIdOf(incident(), role.role), role);
        place();
        QVERIFY(says(u"named"_s));
        QVERIFY(says(u"Priya Nair"_s));
        QVERIFY(says(u"has a role"_s));
        QVERIFY(button(u"Remove Mei Tanaka"_s) == nullptr || !button(u"Remove Mei Tanaka"_s)->isVisible());
    }

    void namesAPersonAndTakesThemOffTheListAgain()
    {
        restrict({m_mei});
        place();
        button(u"Add a person"_s)->click();
        auto* form = m_pane->window()->findChild<FormDialog*>();
        QVERIFY(form != nullptr);
        auto* person = form->findChild<QComboBox*>();
        person->setCurrentText(u"Priya Nair"_s);
        m_fixture->picture(*form, u"sight-add"_s);
        form->button()->click();
        QCOMPARE(value().visibleTo, (std::vector<Id<Contact>>{m_mei, m_priya}));
        QVERIFY(says(u"Priya Nair"_s));
        button(u"Remove Priya Nair"_s)->click();
        answer(u"Remove"_s);
        QCOMPARE(value().visibleTo, std::vector<Id<Contact>>{m_mei});
    }

    void isHonestAboutWhatWasNotSent()
    {
        restrict({m_mei});
        Incident unsent = value();
        memory().incidents.put(incident(), unsent, 1);
        place();
        QVERIFY(says(u"Not yet in force"_s));
        m_fixture->picture(*m_pane, u"sight-unsent"_s);
        unsent.seenBy = {m_mei};
        memory().incidents.put(incident(), unsent, 0);
        QVERIFY(!says(u"Not yet in force"_s));
        unsent.restricted = false;
        memory().incidents.put(incident(), unsent, 1);
        QVERIFY(says(u"Still restricted"_s));
    }

    void saysWhyAPersonCannotChangeIt()
    {
        memory().notifier.setSession({"Kenji", "responder", m_mei, {}});
        place();
        QVERIFY(!button(u"Restrict…"_s)->isEnabled());
        QVERIFY(button(u"Restrict…"_s)->toolTip().contains(u"needs the role commander"_s));
    }

    void speaksJapanese()
    {
        m_fixture->speakJapanese();
        restrict({m_mei, m_priya});
        place();
        m_fixture->picture(*m_pane, u"sight-ja"_s);
        QVERIFY(says(u"次の人だけが閲覧できます"_s));
    }

private:
    test::MemoryRepositories& memory() { return m_fixture->story.memory; }
    Id<Incident> incident() const { return m_fixture->story.checkout; }
    Incident value() { return memory().incidents.find(incident())->value; }
    Id<Contact> contact(const std::string& name)
    {
        Contact contact;
        contact.name = contact.alias = name;
        const auto id = Id<Contact>::generate();
        memory().contacts.put(id, contact);
        return id;
    }
    void restrict(std::vector<Id<Contact>> named)
    {
        Incident restricted = value();
        restricted.restricted = true;
        restricted.visibleTo = std::move(named);
        memory().incidents.put(incident(), restricted);
    }
    void place()
    {
        m_pane = new SightPane(m_fixture->context, nullptr);
        m_fixture->place(m_pane.data(), {760, 620}, 40);
    }
    bool says(const QString& text) const
    {
        for (const auto* label : m_pane->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    QAbstractButton* button(const QString& name) const
    {
        for (auto* one : m_pane->findChildren<QAbstractButton*>())
            if (one->accessibleName() == name || one->text() == name)
                return one;
        return nullptr;
    }
    QMessageBox* box() const { return m_pane->window()->findChild<QMessageBox*>(); }
    bool asked(const QString& words) const
    {
        const QMessageBox* asking = box();
        return asking != nullptr &&
               (asking->text().contains(words) || asking->informativeText().contains(words));
    }
    void answer(const QString& text) const
    {
        for (auto* one : box()->buttons())
            if (one->text() == text)
                one->click();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    std::unique_ptr<test::PanelFixture> m_fixture;
    QPointer<SightPane> m_pane;
    Id<Contact> m_mei;
    Id<Contact> m_priya;
};

QTEST_MAIN(SightTest)
#include "sighttest.moc"
