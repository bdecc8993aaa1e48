// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.field;

import dev.hornero.http.problem.ProblemException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A quantity as Kubernetes writes it, such as {@code 250m} or {@code 2Gi}. */
record Quantity(BigDecimal amount) {
    private static final Pattern SHAPE =
            Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,3})?)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?");
    private static final Map<String, BigDecimal> UNITS =
            Map.ofEntries(
                    Map.entry("m", new BigDecimal("0.001")),
                    Map.entry("", BigDecimal.ONE),
                    Map.entry("k", BigDecimal.TEN.pow(3)),
                    Map.entry("M", BigDecimal.TEN.pow(6)),
                    Map.entry("G", BigDecimal.TEN.pow(9)),
                    Map.entry("T", BigDecimal.TEN.pow(12)),
                    Map.entry("P", BigDecimal.TEN.pow(15)),
                    Map.entry("E", BigDecimal.TEN.pow(18)),
                    Map.entry("Ki", BigDecimal.TWO.pow(10)),
                    Map.entry("Mi", BigDecimal.TWO.pow(20)),
                    Map.entry("Gi", BigDecimal.TWO.pow(30)),
                    Map.entry("Ti", BigDecimal.TWO.pow(40)),
                    Map.entry("Pi", BigDecimal.TWO.pow(50)),
                    Map.entry("Ei", BigDecimal.TWO.pow(60)));

    static Quantity read(String text, String field) {
        Matcher matcher = SHAPE.matcher(text);
        if (matcher.matches()) {
            BigDecimal unit = UNITS.get(Optional.ofNullable(matcher.group(2)).orElse(""));
            if (unit != null) {
                BigDecimal amount = new BigDecimal(matcher.group(1)).multiply(unit);
                if (amount.signum() > 0) {
                    return new Quantity(amount);
                }
            }
        }
        throw ProblemException.invalid(
                field, "Use a Kubernetes quantity above zero, such as 500m or 2 or 4Gi.");
    }
}
