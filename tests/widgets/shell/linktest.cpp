#include "tests/support/storywindow.h"
#include "widgets/common/banner.h"
#include "widgets/common/commandbutton.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/pagebanner.h"

#include <QtGui/QClipboard>

#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;

/// `matoi://incident/…` as a chat, a ticket or a page mail has it.
class LinkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::PanelFixture>();
        m_window = test::storyWindow(*m_fixture);
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void opensTheIncidentOfItsNumber()
    {
        const auto other = otherThan(m_fixture->story.checkout);
        const int number = m_fixture->story.memory.incidents.find(other)->value.number;
        QVERIFY(number > 0);
        m_window->openLink(u"matoi://incident/INC-%1"_s.arg(number));
        QCOMPARE(m_window->view().incident(), other);
        QCOMPARE(told(), QString());
    }

    void opensTheTabThatItNames()
    {
        m_window->openLink(u"matoi://incident/2041/timeline"_s);
        QCOMPARE(m_window->view().incident(), m_fixture->story.checkout);
        QCOMPARE(m_window->view().currentTab(), tabs::timeline);
    }

    void aCopiedLinkLeadsBackToWhereItWasCopied()
    {
        m_window->view().openTab(tabs::contacts);
        m_window->copyLink();
        const QString link = QApplication::clipboard()->text();
        QVERIFY(link.startsWith(u"matoi://incident/"_s));
        m_window->openIncident(otherThan(m_fixture->story.checkout));
        m_window->view().openTab(tabs::overview);
        m_window->openLink(link);
        QCOMPARE(m_window->view().incident(), m_fixture->story.checkout);
        QCOMPARE(m_window->view().currentTab(), tabs::contacts);
    }

    void saysWhatIsNoLinkUntilItIsDismissed()
    {
        m_window->openLink(u"matoi://plan/7"_s);
        QVERIFY(told().contains(u"matoi://plan/7"_s));
        m_fixture->picture(*m_window, u"link-unknown"_s);
        banner()->findChild<CommandButton*>()->click();
        QCOMPARE(told(), QString());
    }

    void saysWhichTabThereIsNotAndOpensTheIncident()
    {
        m_window->openIncident(otherThan(m_fixture->story.checkout));
        m_window->openLink(u"matoi://incident/2041/kitchen"_s);
        QCOMPARE(m_window->view().incident(), m_fixture->story.checkout);
        QVERIFY(told().contains(u"kitchen"_s));
    }

    void anIncidentThatIsNotHereYetOpensWhenItComes()
    {
        m_window->openLink(u"matoi://incident/INC-9001/timeline"_s);
        QVERIFY(told().contains(u"INC-9001"_s));
        QCOMPARE(m_window->view().incident(), m_fixture->story.checkout);
        m_fixture->picture(*m_window, u"link-waiting"_s);
        Incident incident = m_fixture->story.memory.incidents.find(m_fixture->story.checkout)->value;
        incident.number = 9001;
        const auto id = Id<Incident>::generate();
        QVERIFY(m_fixture->story.memory.incidents.create(id, incident));
        QTRY_COMPARE(m_window->view().incident(), id);
        QCOMPARE(m_window->view().currentTab(), tabs::timeline);
        QCOMPARE(told(), QString());
    }

private:
    Id<Incident> otherThan(Id<Incident> id) const
    {
        for (const auto& incident : m_fixture->story.memory.incidents.all())
            if (incident.id != id && incident.value.number > 0)
                return incident.id;
        return {};
    }
    Banner* banner() const
    {
        for (auto* banner : m_window->findChildren<Banner*>())
            if (banner->isVisible() && qobject_cast<PageBanner*>(banner) == nullptr &&
                !m_window->view().isAncestorOf(banner))
                return banner;
        return nullptr;
    }
    QString told() const { return banner() == nullptr ? QString() : banner()->accessibleName(); }

    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(LinkTest)
#include "linktest.moc"
