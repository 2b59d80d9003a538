// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/compare_decisions.hpp>

#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/office.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/decisions/decisions.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("the ministry saves two hand-offs on paper, and none where coordinators stay",
          "[decisions][compare_decisions]") {
  // Staff, sub-head, head, bureau head, secretary-general, minister: 5 hand-offs, published for the
  // policy of 2021 as 3 without roles (−40 %) and 5 again with coordinators.
  matter letters;
  letters.code = "letters";
  letters.volume = 100;
  authority a;
  a.position = "MENTERI";
  a.matter = "*";
  decision_data data = written_down(ministry());
  data.matters = {letters};
  data.authorities = {a};
  const organisation before = make(data, ministry_scheme());
  CHECK(decisions(before).all.mean_hand_offs == 5.0);
  // Ranks of another scheme are not compared; layers are.
  decision_data ranked = data;
  ranked.authorities[0].position = "SEKJEN";
  const organisation of_scheme = make(ranked, ministry_scheme());
  CHECK(compare_decisions(of_scheme, of_scheme).all.by_rank.stayed == 100);
  const matter_comparison other = compare_decisions(of_scheme, make(ranked)).all;
  CHECK(other.by_rank.unknown == 100);
  CHECK(other.by_layer.stayed == 100);
  CHECK(compare_decisions(organisation(), organisation()).matters.empty());

  policy rules = central_policy();
  for (const role_policy kind :
       {role_policy::none, role_policy::team_leads, role_policy::coordinators}) {
    CAPTURE(to_string(kind));
    rules.roles.kind = kind;
    const organisation after = simplify(before, rules).after;
    const matter_comparison change = compare_decisions(before, after).all;
    CHECK(change.volume == 100.0);
    CHECK(change.compared == 100.0);
    CHECK(*change.formal == Approx(0.4));
    // Both posts stay on the path as coordinators; as team lead the lower one alone.
    const double steps = kind == role_policy::none ? 3 : kind == role_policy::team_leads ? 4 : 5;
    CHECK(*change.with_roles == Approx(1 - steps / 5).margin(1e-12));
    CHECK(change.shadow == (kind == role_policy::none ? 0.0 : 1.0));
    CHECK(decisions(after).all.mean_hand_offs == 3.0);
  }
}

TEST_CASE("a role that rebuilds nothing is no shadow, and a lost right is newly undecidable",
          "[decisions][compare_decisions]") {
  const decision_data data = office();
  const organisation before = make(data);
  CHECK(compare_decisions(before, before).all.shadow == 0.0);  // K never was the superior of s1

  // H is taken out and leads s1 as coordinator; s2 goes on without.
  decision_data flat = data;
  flat.positions[5].reports_to = flat.positions[6].reports_to = "D";
  flat.lines.push_back({"H", "s1", line_type::assignment, {}, "coordinator"});
  const decisions_before_after change = compare_decisions(before, make(flat));
  const matter_comparison& leave = change.matters[0];
  CHECK(*leave.formal == Approx(0.5));              // 2 and 2, now 1 and 1
  CHECK(*leave.with_roles == Approx(1 - 4 / 5.0));  // 3 and 2, now 3 and 1
  CHECK(leave.shadow == 0.5);
  CHECK(leave.unchanged == 1);
  CHECK(leave.shorter == 1);
  CHECK(leave.shorter_formal == 2);

  decision_data orphaned = flat;
  orphaned.authorities.erase(orphaned.authorities.begin());
  std::vector<std::string> newly;
  const organisation after = make(orphaned);
  const auto lost = compare_decisions(before, after, {}, [&](const newly_undecidable& n) {
    newly.push_back(before.matters()[n.matter].code + " " + std::string(after.code(n.after)));
  });
  CHECK(newly == std::vector<std::string>{"leave s1", "leave s2"});
  CHECK(lost.matters[0].newly_undecidable == 2);
  CHECK(lost.matters[0].compared == 0.0);
  CHECK_FALSE(lost.matters[0].formal);
  CHECK_FALSE(lost.matters[0].shadow);
  CHECK(lost.all.compared == 4.0);
}
