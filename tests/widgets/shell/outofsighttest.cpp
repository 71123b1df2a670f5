#include "widgets/shell/outofsight.h"

#include "tests/support/storywindow.h"
#include "widgets/common/textlabel.h"
#include "widgets/handover/formdialog.h"
#include "widgets/shell/incidentheader.h"
#include "widgets/shell/incidentview.h"

#include <QtGui/QClipboard>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMessageBox>

#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;

/// An incident that may not be seen any more, while it is on the screen.
class OutOfSightTest : public QObject
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

    void saysSoInItsPlaceAndShowsNoOtherInstead()
    {
        goes();
        QVERIFY(notice()->isVisible());
        QVERIFY(says(u"You can no longer see this incident."_s));
        QVERIFY(!m_window->findChild<IncidentHeader*>()->isVisible());
        QCOMPARE(m_window->view().incident(), m_fixture->story.checkout);
        m_fixture->picture(*m_window, u"out-of-sight"_s);
        m_window->openIncident(m_fixture->story.search);
        QVERIFY(!notice()->isVisible());
        QVERIFY(m_window->findChild<IncidentHeader*>()->isVisible());
    }

    void closesWhatIsOpenOverIt()
    {
        m_window->view().postUpdate();
        QVERIFY(!m_window->findChildren<QDialog*>().isEmpty());
        goes();
        QTRY_VERIFY(m_window->findChildren<QDialog*>().isEmpty());
    }

    void keepsWhatWasTypedToBeCopied()
    {
        OutboxItem typed;
        typed.id = 7;
        typed.kind = Kind::TimelineEvent;
        typed.action = "create";
        typed.state = OutboxItem::State::Refused;
        typed.error = Error{ErrorCode::NotFound, "incident", "you can no longer see this incident"};
        typed.text = "Card payments fail & nobody knows why";
        m_fixture->story.memory.outbox.rows = {typed};
        goes();
        QVERIFY(says(u"What you wrote and had not sent"_s));
        QVERIFY(says(u"Card payments fail & nobody knows why"_s));
        m_fixture->picture(*m_window, u"out-of-sight-unsent"_s);
        button(u"Copy"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Card payments fail & nobody knows why"_s);
        button(u"Let go"_s)->click();
        QCOMPARE(m_fixture->story.memory.outbox.rows.size(), std::size_t(1)); // asked first
        m_window->findChild<QMessageBox*>()->buttons().front()->click();
        QVERIFY(m_fixture->story.memory.outbox.rows.empty());
    }

    void isShownAgainWhenItComesBack()
    {
        const Incident incident = m_fixture->story.memory.incidents.find(m_fixture->story.checkout)->value;
        goes();
        m_fixture->story.memory.incidents.put(m_fixture->story.checkout, incident);
        QVERIFY(!notice()->isVisible());
        QVERIFY(m_window->findChild<IncidentHeader*>()->isVisible());
    }

private:
    void goes()
    {
        auto& incidents = m_fixture->story.memory.incidents;
        QVERIFY(incidents.remove(*incidents.find(m_fixture->story.checkout)));
        QApplication::processEvents();
    }
    OutOfSight* notice() const { return m_window->findChild<OutOfSight*>(); }
    bool says(const QString& text) const
    {
        for (const auto* label : notice()->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    QAbstractButton* button(const QString& text) const
    {
        for (auto* one : notice()->findChildren<QAbstractButton*>())
            if (one->text() == text)
                return one;
        return nullptr;
    }

    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(OutOfSightTest)
#include "outofsighttest.moc"
