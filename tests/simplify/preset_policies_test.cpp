// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simplify/preset_policies.hpp>

#include "support/catch.hpp"

#include <pangkas/io/presets.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;

namespace {

/// All that a rule repeats at every change; the place in the file is not kept.
bool same_words(const rule_statement& a, const rule_statement& b) {
  return a.id == b.id && a.reason == b.reason && a.source == b.source;
}

template <class Rule, class Same>
void check_rules(const std::vector<Rule>& a, const std::vector<Rule>& b, Same same) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    CAPTURE(b[i].rule.id);
    CHECK(same_words(a[i].rule, b[i].rule));
    CHECK(same(a[i], b[i]));
  }
}

void check_same(const policy& a, const policy& b) {
  CHECK(a.name == b.name);
  CHECK(a.title == b.title);
  CHECK(a.description == b.description);
  CHECK(a.source == b.source);
  CHECK(a.scheme == b.scheme);
  const auto same_condition = [](const auto& x, const auto& y) { return x.when == y.when; };
  check_rules(a.select, b.select, same_condition);
  check_rules(a.exempt, b.exempt, same_condition);
  check_rules(a.convert, b.convert, [](const convert_rule& x, const convert_rule& y) {
    return x.when == y.when && x.to == y.to && x.to_kind == y.to_kind && x.to_class == y.to_class;
  });
  CHECK(same_words(a.reports.rule, b.reports.rule));
  CHECK(a.reports.attach == b.reports.attach);
  CHECK(same_words(a.authority.rule, b.authority.rule));
  CHECK(a.authority.attribution == b.authority.attribution);
  CHECK(a.authority.delegation == b.authority.delegation);
  CHECK(a.authority.mandate == b.authority.mandate);
  CHECK(same_words(a.roles.rule, b.roles.rule));
  CHECK(a.roles.kind == b.roles.kind);
  REQUIRE(a.roles.names.size() == b.roles.names.size());
  for (std::size_t i = 0; i < a.roles.names.size(); ++i) {
    CHECK(a.roles.names[i].ranks == b.roles.names[i].ranks);
    CHECK(a.roles.names[i].name == b.roles.names[i].name);
  }
  check_rules(a.digital, b.digital, [](const digital_rule& x, const digital_rule& y) {
    return x.matters == y.matters && x.removes == y.removes && x.work_minutes == y.work_minutes &&
           x.waiting_hours == y.waiting_hours;
  });
  CHECK(a.repeat == b.repeat);
  CHECK(a.optimum.span_cap == b.optimum.span_cap);
  CHECK(a.optimum.span_floor == b.optimum.span_floor);
  CHECK(a.optimum.max_layers == b.optimum.max_layers);
  CHECK(a.optimum.objective == b.optimum.objective);
  CHECK(a.checks.span_low == b.checks.span_low);
  CHECK(a.checks.span_high == b.checks.span_high);
  CHECK(a.checks.structural_layers == b.checks.structural_layers);
  CHECK(a.checks.initials == b.checks.initials);
}

}  // namespace

TEST_CASE("the policies of the library are those of the files", "[simplify][preset_policies]") {
  // One function for each file, and one file for each function.
  CHECK(preset_policies().size() == 7);
  for (const auto& [in_code, name] :
       {std::pair(delayer(), "delayer"), std::pair(id_central_2021(), "id-central-2021"),
        std::pair(id_regency_2021(), "id-regency-2021"),
        std::pair(layers_at_most(), "layers-at-most"), std::pair(one_to_one(), "one-to-one"),
        std::pair(span_floor(), "span-floor"), std::pair(spans_and_layers(), "spans-and-layers")}) {
    CAPTURE(name);
    check_same(in_code, preset_policy(name));
    // Nothing points into a file that the caller never named.
    CHECK(in_code.file.empty());
    CHECK(in_code.place == file_place{});
    for (const select_rule& rule : in_code.select) CHECK(rule.rule.place == file_place{});
  }
}
