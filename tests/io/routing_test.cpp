// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/routing.hpp>

#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/organisations.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

organisation routed_office() {
  decision_data data;
  data.positions = {post("T"), post("A, B", "T"), post("x|y", "A, B")};
  data.positions[1].title = "Head of \"A\"";
  matter buy;
  buy.code = "buy";
  data.matters = {buy};
  for (const std::string who : {"T", "A, B"}) {
    authority a;
    a.position = who;
    a.matter = "buy";
    if (who != "T") {
      a.giver = "T";
      a.source = authority_source::delegation;
      a.limit = 500;
    }
    data.authorities.push_back(a);
  }
  return make(data);
}

text_sink into(std::string& text) {
  return [&text](std::string_view piece) { text += piece; };
}

}  // namespace

TEST_CASE("write_routing writes the same in three forms", "[io][routing]") {
  std::string table;
  std::string tuples;
  std::string policy;
  write_routing(routed_office(), {}, {into(table), into(tuples), into(policy)});
  CHECK(table ==
        "matter,originator,chain,decider,fallback,undecidable\n"
        "buy,x|y,\"x\\|y|A, B\",\"A, B\",T,\n");
  // Commas, blanks and bars mean something to the other two.
  CHECK(policy ==
        "p, x%7Cy, buy, x%7Cy, draft\n"
        "p, A%2C%20B, buy, x%7Cy, decide\n"
        "p, T, buy, x%7Cy, fallback\n");
  const auto read = nlohmann::json::parse(tuples);
  REQUIRE(read.size() == 3);
  CHECK(read[1] == nlohmann::json({{"user", "position:A%2C%20B"},
                                   {"relation", "decide"},
                                   {"object", "matter:buy/x%7Cy"}}));
  CHECK(nlohmann::json::parse(openfga_model())["schema_version"] == "1.1");

  std::string none;
  write_routing(organisation(), {}, {{}, into(none), {}});
  CHECK(none == "[]\n");
}

TEST_CASE("write_who_decides names the grants by which each is decided", "[io][routing]") {
  std::string table;
  write_who_decides(routed_office(), {}, into(table));
  CHECK(table ==
        "matter,originator,title,decider,decider_title,acts_for,source,limit,legal_source,grants,"
        "undecidable\n"
        "buy,x|y,,\"A, B\",\"Head of \"\"A\"\"\",,delegation,500,,\"A, B by delegation from T by "
        "attribution\",\n");
}
