// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/holder.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/random_decisions.hpp"

#include <pangkas/error.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

holder post_of(std::string code) { return {holder_kind::post, std::move(code)}; }

}  // namespace

TEST_CASE("a holder is a code, a selector or who stands so to the originator", "[core][holder]") {
  CHECK(parse_holder(" 01.02 ") == post_of("01.02"));
  CHECK(parse_holder("rank=II.a") ==
        holder{holder_kind::class_of, {}, parse_condition("rank=II.a")});
  CHECK(parse_holder("All") == holder{holder_kind::class_of});
  CHECK(parse_holder("@superior") == holder{holder_kind::superior});
  CHECK(parse_holder("@Atasan:2") == holder{holder_kind::superior, {}, {}, 2});
  CHECK(parse_holder("@head-of-unit") == holder{holder_kind::head_of_unit});
  CHECK(parse_holder("@kepala-unit") == holder{holder_kind::head_of_unit});
  CHECK(parse_holder("@top") == holder{holder_kind::top});
  CHECK(parse_holder("@pimpinan") == holder{holder_kind::top});
  CHECK(parse_holder("@line") == holder{holder_kind::line});
  CHECK(parse_holder("@garis") == holder{holder_kind::line});
}

TEST_CASE("a backslash makes a part of a code what would be a mark", "[core][holder]") {
  for (const auto& [text, code] :
       {std::pair(R"(\@top)", "@top"), std::pair(R"(a\=b)", "a=b"), std::pair(R"(\all)", "all"),
        std::pair(R"(\ A\ )", " A "), std::pair(R"(a\\b)", R"(a\b)")}) {
    INFO(text);
    CHECK(parse_holder(text) == post_of(code));
    CHECK(to_string(post_of(code)) == text);
  }
}

TEST_CASE("a holder that cannot be read is refused in one sentence", "[core][holder]") {
  for (const auto& [text, part] :
       {std::pair("", "is empty"), std::pair(" ", "is empty"),
        std::pair("@superior:0", "write which superior"),
        std::pair("@superior:x", "write which superior"),
        std::pair("@superior:", "write which superior"), std::pair("@supreior", "\"@superior\"?"),
        std::pair("@", "there are @superior"), std::pair("rnak=II", "did you mean \"rank\"?")}) {
    INFO(text);
    CHECK_THROWS_WITH(parse_holder(text), contains(part));
  }
}

TEST_CASE("holders are all asked, or some of them", "[core][holder]") {
  const holder_list both{{post_of("FIN"), post_of("LEG")}, 0};
  CHECK(parse_holder_list("FIN + LEG") == both);
  CHECK(parse_holder_list("FIN+LEG") == both);
  CHECK(parse_holder_list("2 of A + @superior + rank=II") ==
        holder_list{{post_of("A"), parse_holder("@superior"), parse_holder("rank=II")}, 2});
  CHECK(parse_holder_list(R"(title_contains=R\+D + A)") ==
        holder_list{{parse_holder("title_contains=R+D"), post_of("A")}, 0});
  CHECK(to_string(holder_list{{post_of("12")}, 0}) == "12");
  CHECK(to_string(holder_list{{post_of("2 of A")}, 0}) == R"(\2 of A)");
  CHECK(to_string(holder_list{{post_of("R+D")}, 0}) == R"(R\+D)");
  for (const char* counts_nobody : {"0 of A", "2x of A", "all of A"})
    CHECK(to_string(holder_list{{post_of(counts_nobody)}, 0}) == counts_nobody);
  CHECK(to_string(holder_list{}).empty());
  for (const auto& [text, part] : {std::pair("3 of A + B", "3 are needed of 2"),
                                   std::pair("A + B + A", "\"A\" is there twice"),
                                   std::pair("A +", "is empty"), std::pair("", "is empty")}) {
    INFO(text);
    CHECK_THROWS_WITH(parse_holder_list(text), contains(part));
  }
}

TEST_CASE("random holders are read as they were written", "[core][holder]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    dice roll(seed);
    const holder h = any_holder(roll, {});
    const holder_list list = any_holders(roll, {});
    if (parse_holder(to_string(h)) != h || parse_holder_list(to_string(list)) != list) {
      INFO("seed " << seed << ": " << to_string(h) << ", " << to_string(list));
      CHECK(parse_holder(to_string(h)) == h);
      CHECK(parse_holder_list(to_string(list)) == list);
    }
  }
}
