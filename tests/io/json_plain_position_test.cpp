// SPDX-License-Identifier: BSL-1.0
// What is read of a plain position is compared with what the parser of documents reads of it in
// json_positions_test. Here is which positions are plain, and that nothing is read beyond the end.
#include "io/json_plain_position.hpp"

#include "support/catch.hpp"

#include <cmath>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;

namespace {

/// Enough to stand behind a position that is to be read.
const std::string tail =
    "\n  ],\n  \"lines\": [],\n  \"authorities\": []\n}\n" + std::string(64, '\n');

/// A text in memory of its own, so that a look beyond its end is seen by the address sanitizer.
class exact_text {
 public:
  explicit exact_text(std::string_view text)
      : size_(text.size()), bytes_(std::make_unique<char[]>(size_)) {  // NOLINT
    std::memcpy(bytes_.get(), text.data(), size_);
  }
  [[nodiscard]] const char* begin() const { return bytes_.get(); }
  [[nodiscard]] const char* end() const { return begin() + size_; }

 private:
  std::size_t size_;
  std::unique_ptr<char[]>
      bytes_;  // NOLINT(modernize-avoid-c-arrays): std::string has a zero behind
};

bool is_read(const exact_text& text, position_view& p, std::vector<std::string>& flags) {
  return detail::read_plain_position(text.begin(), text.end(), p, flags) != nullptr;
}

bool is_plain(const std::string& entry) {
  const exact_text text(entry + tail);
  position_view p;
  std::vector<std::string> flags;
  const char* const behind = detail::read_plain_position(text.begin(), text.end(), p, flags);
  if (behind != nullptr) CHECK(static_cast<std::size_t>(behind - text.begin()) == entry.size());
  return behind != nullptr;
}

double cost_of(const std::string& number) {
  const exact_text text("{\"code\":\"A\",\"cost\":" + number + "}" + tail);
  position_view p;
  std::vector<std::string> flags;
  INFO(number);
  REQUIRE(is_read(text, p, flags));
  return p.cost;
}

}  // namespace

TEST_CASE("A plain position in JSON is read where it stands", "[io][json]") {
  const std::string entry =
      R"({"code":"0000006","title":"Kepala Subbagian Tata Usaha 院","kind":"functional","rank":"IV.a",)"
      R"("reports_to":"0000005","unit":"Badan 1, unit }],{ 0000005","seats":2,"filled":1.5,)"
      R"("class":"9","cost":60000000,"flags":["E1","E4"]})";
  const exact_text text(entry + tail);
  position_view p;
  std::vector<std::string> flags{"of the one before"};
  p.cost = 1;
  const char* const behind = detail::read_plain_position(text.begin(), text.end(), p, flags);
  REQUIRE((behind != nullptr));
  CHECK(behind - text.begin() == static_cast<std::ptrdiff_t>(entry.size()));
  CHECK(p.code == "0000006");
  CHECK(p.title == "Kepala Subbagian Tata Usaha 院");
  CHECK(p.kind == position_kind::functional);
  CHECK(p.rank == "IV.a");
  CHECK(p.reports_to == "0000005");
  CHECK(p.unit == "Badan 1, unit }],{ 0000005");
  CHECK(p.seats == 2);
  CHECK(p.filled == 1.5);
  CHECK(p.position_class == "9");
  CHECK(p.cost == 60'000'000);
  CHECK(flags == std::vector<std::string>{"E1", "E4"});
  CHECK(p.title.data() - text.begin() == static_cast<std::ptrdiff_t>(entry.find("Kepala")));
}

TEST_CASE("Members that a plain position lacks are absent", "[io][json]") {
  const exact_text text(R"({"code":"A","seats":null,"title":null,"kind":"","flags":[ ]})" + tail);
  position_view p;
  std::vector<std::string> flags;
  REQUIRE(is_read(text, p, flags));
  CHECK(p.code == "A");
  CHECK(p.title.empty());
  CHECK_FALSE(p.kind);
  CHECK(p.reports_to.empty());
  CHECK(std::isnan(p.seats));
  CHECK(std::isnan(p.filled));
  CHECK(std::isnan(p.cost));
  CHECK(flags.empty());
}

TEST_CASE("Which positions in JSON are plain", "[io][json]") {
  for (const char* plain :
       {R"({"code":"A"})", "{ \"code\" :\t\"A\" ,\r\n \"title\" : \"é\" }",
        R"({"cost":1,"title":"B","code":"A"})", R"({"flags":[ "E1" , "E2" ],"code":"A"})"}) {
    INFO(plain);
    CHECK(is_plain(plain));
  }
  for (const std::string other :
       {R"({})",
        R"([])",
        R"("code")",
        R"({"code":""})",
        R"({"code":null})",
        R"({"title":"A"})",
        R"({"code":"A",})",
        R"({"code":"A","code":"A"})",
        R"({"code":"A" "title":"B"})",
        R"({"code":"A","colour":"red"})",
        R"({"code":"A","cod\u0065":"B"})",
        R"({"code":"\u0041"})",
        R"({"code":"A","title":"a\nb"})",
        R"({"code":"A","kind":"other"})",
        R"({"code":1})",
        R"({"code":"A","seats":"1"})",
        R"({"code":"A","seats":-1})",
        R"({"code":"A","seats":01})",
        R"({"code":"A","seats":1.})",
        R"({"code":"A","seats":.5})",
        R"({"code":"A","seats":1e2})",
        R"({"code":"A","seats":1.5E1})",
        R"({"code":"A","seats":1x})",
        R"({"code":"A","seats":})",
        R"({"code":"A","seats":1234567890123456})",
        R"({"code":"A","seats":0.000000000000001})",
        R"({"code":"A","seats":00000000000000000000000000000000000000000000000000000000001})",
        R"({"code":"A","flags":["E1",]})",
        R"({"code":"A","flags":[null})",
        R"({"code":"A","flags":["E1"})",
        R"({"code":"A","flags":"E1"})",
        R"({"code":"A","seats":nul})",
        R"({"code":"A","flags":["E\u0031"]})"}) {
    INFO(other);
    CHECK_FALSE(is_plain(other));
  }
  CHECK_FALSE(is_plain("{\"code\":\"A\",\"title\":\"a\nb\"}"));
  CHECK_FALSE(is_plain("{\"code\":\"A\",\"title\":\"a\xff\"}"));
  CHECK_FALSE(is_plain("{\"code\":\"A\",\"title\":\"\xed\xa0\x80\"}"));
  CHECK_FALSE(is_plain(std::string("{\"code\":\"A\0\"}", 13)));
}

TEST_CASE("Numbers of plain positions are those of the standard library", "[io][json]") {
  for (const char* number :
       {"0", "1", "9", "10", "0.1", "0.3", "1.50", "2.675", "12345678.90", "99999999999999.9",
        "999999999999999", "0.00000000000001", "123456.789012345", "8.41", "1.10"})
    CHECK(cost_of(number) == std::stod(number));
}

TEST_CASE("Texts of any length are found to their end", "[io][json]") {
  for (std::size_t length = 1; length < 70; ++length)
    for (const std::string_view at_the_end : {"", "é", "院", "\x7f"}) {
      const std::string title = std::string(length, 'x') + std::string(at_the_end);
      const exact_text text("{\"code\":\"A\",\"title\":\"" + title + "\"}" + tail);
      position_view p;
      std::vector<std::string> flags;
      REQUIRE(is_read(text, p, flags));
      CHECK(p.title == title);
    }
}

TEST_CASE("Nothing is read beyond the end of a text that ends inside a position", "[io][json]") {
  const std::string whole =
      R"({"code":"0000006","title":"Kepala Subbagian Tata Usaha","kind":"functional",)"
      R"("seats":2,"filled":1.25,"cost":123456789012345,"flags":["E1", "E4"],    "class":null})" +
      tail;
  const std::size_t entry = whole.size() - tail.size();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const exact_text text(std::string_view(whole).substr(0, size));
    position_view p;
    std::vector<std::string> flags;
    const char* const behind = detail::read_plain_position(text.begin(), text.end(), p, flags);
    if (behind == nullptr) continue;
    INFO(size);
    CHECK(size >= entry);
    CHECK(static_cast<std::size_t>(behind - text.begin()) == entry);
  }
}

TEST_CASE("A comma with nothing behind it is seen near the end of a text too", "[io][json]") {
  for (std::size_t blanks = 0; blanks < 100; ++blanks)
    for (std::size_t behind = 0; behind < 100; ++behind)
      for (const char* entry : {"{\"code\":\"A\",", "{\"code\":\"A\",\"flags\":[\"B\","}) {
        const std::string close = std::string_view(entry).ends_with("\"B\",") ? "]}" : "}";
        const exact_text text(entry + std::string(blanks, ' ') + close + std::string(behind, ' '));
        position_view p;
        std::vector<std::string> flags;
        INFO(blanks << " blanks, " << behind << " behind");
        REQUIRE_FALSE(is_read(text, p, flags));
      }
}
